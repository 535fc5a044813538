package dev.trainyard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * The secret of a webhook, which its owner knows too: {@code whsec_} and its bytes in base64 (standardwebhooks.com).
 */
record SigningSecret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SigningSecret generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** What proves that a message with that id, sent at that time, comes from who knows the secret. */
    String sign(String id, Instant at, String body) {
        byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        String signed = "%s.%d.%s".formatted(id, at.getEpochSecond(), body);
        byte[] code = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(signed.getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(code);
    }

    /** Not the secret: records are printed. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
