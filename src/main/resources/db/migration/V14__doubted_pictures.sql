-- What a network doubts of a picture that was added all the same.

alter table expansion_image add column flag text;
