package dev.trainyard.archive;

/**
 * What an archive may ask for.
 *
 * @param entries the most files and folders
 * @param pictureBytes the most bytes of one picture's file
 * @param pixels the most pixels of one picture
 * @param unpackedBytes the most bytes of all that is unpacked
 * @param ratio the most bytes that one byte of the archive may become; pictures hardly shrink
 */
public record ArchiveLimits(int entries, int pictureBytes, int pixels, long unpackedBytes, int ratio) {
    /** For pictures as there are: two million of them, each of up to 16 megapixels. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(2_000_000, 64 << 20, 1 << 24, 200L << 30, 200);

    /** A small archive may be what a bomb is not: a few kilobytes of black. */
    private static final long ALWAYS_ALLOWED = 64L << 20;

    MalformedArchiveException tooManyEntries() {
        return new MalformedArchiveException("The archive has more than %d entries".formatted(entries));
    }

    /** What an archive of so many bytes may become. */
    long unpacked(long archiveBytes) {
        return Math.min(unpackedBytes, Math.max(ALWAYS_ALLOWED, archiveBytes * ratio));
    }
}
