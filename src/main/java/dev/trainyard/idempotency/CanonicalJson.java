package dev.trainyard.idempotency;

import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in one form, whatever the order of its fields and the white space between them. */
final class CanonicalJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private CanonicalJson() {}

    static byte[] sha256(JsonNode json) {
        return DigestUtils.sha256(MAPPER.writeValueAsBytes(json));
    }
}
