package dev.trainyard.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of a service, as JSON. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI service;
    private final String token;

    /**
     * Asks nothing yet.
     *
     * @param service such as {@code http://127.0.0.1:8080}
     * @param token for {@code Authorization: Bearer}; empty for none
     */
    public Api(URI service, String token) {
        this.service = service;
        this.token = token;
    }

    /**
     * What is at that path.
     *
     * @throws RefusedException if the service answers with a problem
     * @throws IOException if it does not answer
     */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return json(send(request(path).header("Accept", "application/json").GET()));
    }

    /** As above, in the form that the media type names. */
    String text(String path, String mediaType) throws IOException, InterruptedException {
        return send(request(path).header("Accept", mediaType).GET()).body();
    }

    /** Saves what is at that path, once all of it is there. */
    void download(String path, Path file) throws IOException, InterruptedException {
        Path part = Path.of(file + ".part");
        try {
            HttpResponse<Path> answer = http.send(request(path).GET().build(), BodyHandlers.ofFile(part));
            if (answer.statusCode() >= 300) {
                throw new RefusedException(answer.statusCode(), Files.readString(part));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Asks for something that may be asked for twice, such as {@code cancel}. */
    JsonNode post(String path) throws IOException, InterruptedException {
        return json(send(request(path).POST(BodyPublishers.noBody())));
    }

    /** Sends JSON, such as {@link #create} does, where sending it twice makes nothing. */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return json(send(withBody(path, body)));
    }

    /** Creates something, once, however often an answer gets lost: with an {@code Idempotency-Key}. */
    public JsonNode create(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                withBody(path, body).header("Idempotency-Key", UUID.randomUUID().toString());
        for (int attempt = 1; ; attempt++) {
            try {
                return json(send(request));
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private HttpRequest.Builder withBody(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new RefusedException(answer.statusCode(), answer.body());
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new IOException("The answer is no JSON; is %s a Trainyard service?".formatted(answer.uri()), e);
        }
    }
}
