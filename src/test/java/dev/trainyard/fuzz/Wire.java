package dev.trainyard.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/** A connection for each request: no client library sends what is no HTTP. What comes back is read by one. */
final class Wire {
    private static final int PATIENCE = 20_000;

    private final int port;

    Wire(int port) {
        this.port = port;
    }

    /** What came back; of a stream that does not end by itself, its beginning. */
    record Answer(int status, Header[] headers, String body) {
        String header(String name) {
            for (Header header : headers) {
                if (header.getName().equalsIgnoreCase(name)) {
                    return header.getValue();
                }
            }
            return "";
        }

        String mediaType() {
            return header("Content-Type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        }

        /** The head and the beginning of the body. */
        @Override
        public String toString() {
            String shown = body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body;
            return "%d %s %s".formatted(status, java.util.Arrays.toString(headers), shown);
        }
    }

    /** Empty if the service said nothing and hung up. Throws SocketTimeoutException if it does neither. */
    Optional<Answer> send(RawRequest request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT)) {
            socket.setSoTimeout(PATIENCE);
            write(request, socket);
            connection.bind(socket);
            return Optional.of(answer(request, connection));
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (IOException | HttpException hungUp) {
            return Optional.empty();
        }
    }

    private void write(RawRequest request, Socket socket) {
        try {
            OutputStream output = socket.getOutputStream();
            output.write(request.bytes("127.0.0.1:" + port));
            output.flush();
            if (request.framing().breaksOff()) {
                socket.shutdownOutput();
            }
        } catch (IOException refused) {
            // Not all was wanted; the answer says why.
        }
    }

    private static Answer answer(RawRequest request, DefaultBHttpClientConnection connection)
            throws IOException, HttpException {
        ClassicHttpResponse response = connection.receiveResponseHeader();
        while (response.getCode() < 200) {
            response = connection.receiveResponseHeader();
        }
        String body = "";
        if (!request.method().equals("HEAD") && response.getCode() != 204 && response.getCode() != 304) {
            connection.receiveResponseEntity(response);
            body = body(response);
        }
        return new Answer(response.getCode(), response.getHeaders(), body);
    }

    private static String body(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        InputStream content = entity.getContent();
        boolean endless = String.valueOf(entity.getContentType()).startsWith("text/event-stream");
        byte[] bytes = endless ? content.readNBytes(1) : content.readAllBytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
