package dev.trainyard.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file in an archive.
 *
 * @param content to be read before the next entry is asked for
 */
record Entry(EntryName name, InputStream content) {
    /** Its next bytes: so many, or fewer if it has no more. */
    byte[] read(int most) throws MalformedArchiveException, InterruptedException {
        try {
            return content.readNBytes(most);
        } catch (IOException | RuntimeException broken) {
            throw MalformedArchiveException.of(broken);
        }
    }
}
