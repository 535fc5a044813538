package dev.trainyard.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a request says where its body ends: rightly, or not. */
enum Framing {
    NONE(""),
    LENGTH("Content-Length: %d"),
    CHUNKED("Transfer-Encoding: chunked"),
    LENGTH_TOO_LONG("Content-Length: %d"),
    LENGTH_TOO_SHORT("Content-Length: %d"),
    CHUNKS_CUT_SHORT("Transfer-Encoding: chunked"),
    CHUNKS_THAT_ARE_NONE("Transfer-Encoding: chunked"),
    LENGTH_AND_CHUNKED("Content-Length: %d\r\nTransfer-Encoding: chunked"),
    TWO_LENGTHS("Content-Length: %d\r\nContent-Length: 1"),
    NEGATIVE_LENGTH("Content-Length: -1"),
    HUGE_LENGTH("Content-Length: 9223372036854775808"),
    LENGTH_OF_LETTERS("Content-Length: ten"),
    UNKNOWN_CODING("Transfer-Encoding: brotli");

    /** Those that a sender who knows no better, or means harm, may choose. */
    static final List<Framing> WRONG = List.of(values()).subList(LENGTH_TOO_LONG.ordinal(), values().length);

    private static final int CHUNK = 1000;

    private final String header;

    Framing(String header) {
        this.header = header;
    }

    /** The header, or nothing. */
    String header(byte[] body) {
        int length = switch (this) {
            case LENGTH_TOO_LONG -> body.length + 5;
            case LENGTH_TOO_SHORT -> body.length / 2;
            default -> body.length;
        };
        return header.formatted(length);
    }

    /** Whether the sender breaks off, so that it may get no answer. */
    boolean breaksOff() {
        return this == LENGTH_TOO_LONG || this == CHUNKS_CUT_SHORT || this == HUGE_LENGTH;
    }

    /** The body as it is sent. */
    byte[] framed(byte[] body) {
        return switch (this) {
            case CHUNKED, LENGTH_AND_CHUNKED -> chunks(body, "0\r\n\r\n");
            case CHUNKS_CUT_SHORT -> chunks(body, "10\r\nshort");
            case CHUNKS_THAT_ARE_NONE -> chunks(body, "zz\r\nno number\r\n0\r\n\r\n");
            default -> body;
        };
    }

    private static byte[] chunks(byte[] body, String end) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += CHUNK) {
            int length = Math.min(CHUNK, body.length - at);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, at, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }
}
