package dev.trainyard.archive;

import java.io.IOException;

/** Takes the files of an archive, one after the other. */
@FunctionalInterface
interface EntryConsumer {
    void accept(Entry entry) throws IOException, MalformedArchiveException, InterruptedException;
}
