package dev.trainyard.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request as it goes over the wire, whether it is HTTP or not.
 *
 * @param target path and query, as they are written
 * @param headers lines of "Name: value"; those of the connection and of the framing come by themselves
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record RawRequest(String method, String target, String version, List<String> headers, byte[] body, Framing framing) {
    static final String HTTP = "HTTP/1.1";

    private static final int SHOWN = 3_000;
    private static final Pattern NO_URI = Pattern.compile("[^!-~]|[\"<>\\\\^`{|}]");

    RawRequest {
        headers = List.copyOf(headers);
    }

    RawRequest withMethod(String other) {
        return new RawRequest(other, target, version, headers, body, framing);
    }

    RawRequest withTarget(String other) {
        return new RawRequest(method, other, version, headers, body, framing);
    }

    RawRequest withVersion(String other) {
        return new RawRequest(method, target, other, headers, body, framing);
    }

    RawRequest withFraming(Framing other) {
        return new RawRequest(method, target, version, headers, body, other);
    }

    /** With this body, of the length that it has if nothing else was said. */
    RawRequest withBody(byte[] other) {
        return new RawRequest(
                method, target, version, headers, other, framing == Framing.NONE ? Framing.LENGTH : framing);
    }

    /** With one more header line. */
    RawRequest with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new RawRequest(method, target, version, more, body, framing);
    }

    RawRequest without(String name) {
        List<String> fewer = headers.stream()
                .filter(line -> !line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .toList();
        return new RawRequest(method, target, version, fewer, body, framing);
    }

    boolean has(String name) {
        return headers.size() > without(name).headers().size();
    }

    /**
     * Whether it breaks off, or asks by HTTP 0.9, whose answers have no head and tell no status, or by another version that is
     * not spoken, or has a body that nobody reads since its first line is refused: what follows a first line that is
     * refused is not read, and closing such a connection may lose the answer (RFC 9112, 9.6).
     */
    boolean mayGoUnanswered() {
        boolean unread = body.length > 0 && NO_URI.matcher(target).find();
        boolean unspoken = !version.matches("HTTP/1\\.[01]");
        return framing.breaksOff() || unspoken || target.isBlank() || unread;
    }

    byte[] bytes(String host) {
        StringBuilder head = new StringBuilder("%s %s %s\r\n".formatted(method, target, version));
        if (!has("Host")) {
            head.append("Host: ").append(host).append("\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (framing != Framing.NONE) {
            head.append(framing.header(body)).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(framing.framed(body));
        return bytes.toByteArray();
    }

    /** As it can be typed into a terminal, shortened if it is long. */
    @Override
    public String toString() {
        byte[] bytes = bytes("127.0.0.1");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, SHOWN); i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean plain = c >= ' ' && c < 0x7F && c != '\\' || c == '\n';
            text.append(plain ? String.valueOf(c) : c == '\r' ? "" : "\\x%02x".formatted((int) c));
        }
        return bytes.length > SHOWN ? "%s… (%d bytes)".formatted(text, bytes.length) : text.toString();
    }
}
