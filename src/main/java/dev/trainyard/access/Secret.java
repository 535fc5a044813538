package dev.trainyard.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A bearer token itself, which only its bearer keeps. Its SHA-256 is stored. A password wants a slow, salted hash such
 * as bcrypt, because people choose few of them; of 256 random bits nobody can try enough whatever the hash, and a slow
 * one would cost every request its time, and could not be looked up.
 */
record Secret(String value) {
    /** Recognisable where it should not be: in code, logs and chats, by people and scanners. */
    private static final String MARK = "ty_";

    private static final int BYTES = 32;
    private static final int LONGEST_PREFIX = MARK.length() + 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one, of 256 random bits. */
    static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Its beginning, to tell it from others; never more than a quarter, for what is left must not be guessed. */
    String prefix() {
        return value.substring(0, Math.min(LONGEST_PREFIX, value.length() / 4));
    }

    /** Not the secret: texts end up in logs. */
    @Override
    public String toString() {
        return prefix() + "…";
    }
}
