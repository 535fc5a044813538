package dev.trainyard.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that knows nothing of Spring, so that Tomcat's own answers are seen as they are. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final String token;

    /** Of the service on that port of this machine. */
    public Http(int port) {
        this(port, "");
    }

    private Http(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** The same client with a bearer token. */
    public Http as(String bearer) {
        return new Http(port, bearer);
    }

    /** What came back. */
    public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        /** The body, which must be JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The value of a header, or nothing. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** GET, with an Accept header unless it is empty. */
    public Answer get(String path, String accept) {
        HttpRequest.Builder request = request(path);
        return send(accept.isEmpty() ? request : request.header("Accept", accept));
    }

    /** GET. */
    public Answer get(String path) {
        return get(path, "");
    }

    /** POST of JSON. */
    public Answer post(String path, String json) {
        return send("POST", path, "application/json", BodyPublishers.ofString(json));
    }

    /** Any request with a body. */
    public Answer send(String method, String path, String contentType, BodyPublisher body) {
        return send(request(path).header("Content-Type", contentType).method(method, body));
    }

    /** DELETE. */
    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** GET with a header of its own. */
    public Answer getWith(String name, String value, String path) {
        return send(request(path).header(name, value));
    }

    /** A request to add headers to. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Any request. */
    public static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
