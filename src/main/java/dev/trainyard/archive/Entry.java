package dev.trainyard.archive;

import java.io.InputStream;

/**
 * A file in an archive.
 *
 * @param content to be read before the next entry is asked for
 */
record Entry(EntryName name, InputStream content) {}
