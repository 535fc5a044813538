package dev.trainyard.dataset;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The beginning of the file of a version: a magic number, then what is in it as JSON, with a checksum. */
record VersionHeader(
        String sha256,
        List<String> classes,
        int side,
        List<Integer> trainCounts,
        List<Integer> testCounts,
        int added,
        Normalization normalization) {
    private static final long MAGIC = 0x54594453_00000001L; // "TYDS", format 1
    private static final int LONGEST = 16 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    int train() {
        return trainCounts.stream().mapToInt(Integer::intValue).sum();
    }

    int test() {
        return testCounts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Bytes of the pixels of an image. */
    int values() {
        return side * side * ImageSet.CHANNELS;
    }

    /** In which section the image of that number is. */
    Section section(int number) {
        if (number >= train()) {
            return Section.TEST;
        }
        return number < train() - added ? Section.TRAIN : Section.ADDED;
    }

    VersionSummary summary(String fileSha256, long bytes) {
        return new VersionSummary(
                sha256, fileSha256, bytes, classes, side, trainCounts, testCounts, added, normalization);
    }

    void write(DataOutputStream out) throws IOException {
        byte[] json = JSON.writeValueAsBytes(this);
        out.writeLong(MAGIC);
        out.writeInt(json.length);
        out.write(json);
        out.writeInt(checksum(json));
    }

    static VersionHeader read(DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new IOException("it is no packed data set of this format");
        }
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("its header is broken");
        }
        byte[] json = in.readNBytes(length);
        if (in.readInt() != checksum(json)) {
            throw new IOException("its header is broken");
        }
        try {
            return JSON.readValue(json, VersionHeader.class);
        } catch (JacksonException e) {
            throw new IOException("its header cannot be read", e);
        }
    }

    private static int checksum(byte[] json) {
        CRC32C checksum = new CRC32C();
        checksum.update(json);
        return (int) checksum.getValue();
    }
}
