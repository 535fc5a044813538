package dev.trainyard.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody brings.
 *
 * @param name for people, or null
 * @param dataset that it is to be tested on, or null for the one that the file names
 * @param sha256 of the content
 * @param actor who brings it, as the audit names it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record NewModel(
        byte[] content,
        byte[] sha256,
        @Nullable String name,
        @Nullable String dataset,
        String owner,
        String actor) {

    NewModel(byte[] content, @Nullable String name, @Nullable String dataset, String owner, String actor) {
        this(content, sha256(content), name, dataset, owner, actor);
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
