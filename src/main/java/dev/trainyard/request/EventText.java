package dev.trainyard.request;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, as the HTML standard has them. */
public final class EventText {
    /** Has a client that lost its connection come back after 3 seconds. */
    public static final byte[] GREETING = bytes("retry: 3000\n\n");

    /** Shows a client, and all that is between, that the connection lives. */
    public static final byte[] KEEP_ALIVE = bytes(": still here\n\n");

    private final JsonMapper json;
    private final StringBuilder text = new StringBuilder();

    /** A text of events whose data this mapper writes. */
    public EventText(JsonMapper json) {
        this.json = json;
    }

    /**
     * Adds an event.
     *
     * @param id where a client that comes back goes on, or null if that is the same as before
     */
    public void add(String name, @Nullable Long id, Object data) {
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        // JSON without line breaks, so that it is one line of data.
        text.append("event: ").append(name).append('\n');
        text.append("data: ").append(json.writeValueAsString(data)).append("\n\n");
    }

    /** All of them. */
    public byte[] bytes() {
        return bytes(text.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
