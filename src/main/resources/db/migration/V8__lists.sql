-- Lists with many filters that few runs pass: found at once, however many runs there are. The index begins with the data
-- set, of which there are few, so that it serves that filter alone as the one before did.
create index run_by_recipe on run (dataset, model, activation, status, id desc);
drop index run_by_dataset;
