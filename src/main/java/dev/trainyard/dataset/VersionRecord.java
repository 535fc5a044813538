package dev.trainyard.dataset;

/**
 * An image of a version.
 *
 * @param label index of its class
 * @param pixels side x side x red, green, blue, row by row; not to be changed
 * @param added whether it came by an expansion
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of bytes, never compared
public record VersionRecord(Part part, int label, byte[] pixels, boolean added) {}
