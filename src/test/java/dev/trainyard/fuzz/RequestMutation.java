package dev.trainyard.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** What is done to a valid request. */
enum RequestMutation {
    FIELD((request, chance) -> request.withBody(JsonMutation.field(request.body(), chance))),
    TWO_FIELDS((request, chance) ->
            request.withBody(JsonMutation.field(JsonMutation.field(request.body(), chance), chance))),
    JSON_TEXT((request, chance) -> request.withBody(JsonMutation.text(request.body(), chance))),
    BYTES((request, chance) -> request.withBody(ByteMutation.mutate(request.body(), chance))),
    LARGE_BODY(RequestMutation::large),
    CONTENT_TYPE((request, chance) ->
            request.without("Content-Type").with("Content-Type", chance.of(OddHeaders.MEDIA_TYPES))),
    ACCEPT((request, chance) -> request.without("Accept").with("Accept", chance.of(OddHeaders.MEDIA_TYPES))),
    METHOD((request, chance) -> request.withMethod(chance.of(OddHeaders.METHODS))),
    PATH(RequestMutation::path),
    ID(RequestMutation::id),
    QUERY(RequestMutation::query),
    HEADER((request, chance) -> replaced(request, chance.of(OddHeaders.NAMES), chance)),
    HEADER_TWICE((request, chance) -> {
        String name = chance.of(OddHeaders.NAMES);
        return replaced(request, name, chance).with(name, chance.of(OddHeaders.VALUES));
    }),
    MANY_HEADERS(RequestMutation::manyHeaders),
    HEADER_LINE((request, chance) -> new RawRequest(
            request.method(),
            request.target(),
            request.version(),
            List.of(chance.of("no colon", ": no name", "Na me: x", "Folded: x\r\n  y", "\u00E4: x", "X:\u0000")),
            request.body(),
            request.framing())),
    HOST((request, chance) -> request.with("Host", chance.of(OddHeaders.HOSTS))),
    AUTHORIZATION((request, chance) ->
            request.without("Authorization").with("Authorization", chance.of(OddHeaders.CREDENTIALS))),
    CHUNKED((request, chance) -> request.withFraming(Framing.CHUNKED)),
    FRAMING((request, chance) -> request.withFraming(chance.of(Framing.WRONG))),
    VERSION((request, chance) ->
            request.withVersion(chance.of("HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP/", "http/1.1", "", "X")));

    private final BiFunction<RawRequest, Chance, RawRequest> mutation;

    RequestMutation(BiFunction<RawRequest, Chance, RawRequest> mutation) {
        this.mutation = mutation;
    }

    RawRequest apply(RawRequest request, Chance chance) {
        return mutation.apply(request, chance);
    }

    private static RawRequest large(RawRequest request, Chance chance) {
        int size = 1024 * 1024 + chance.of(-1, 0, 1, 5_000, 1_000_000);
        byte[] body = Arrays.copyOf(request.body(), Math.max(size, request.body().length));
        Arrays.fill(body, request.body().length, body.length, (byte)
                chance.of(' ', 'x', '[').charValue());
        return request.withFraming(chance.of(Framing.LENGTH, Framing.CHUNKED)).withBody(body);
    }

    private static RawRequest path(RawRequest request, Chance chance) {
        String target = request.target();
        String odd = chance.of(OddValues.ESCAPES);
        int at = 1 + chance.below(target.length());
        return request.withTarget(
                switch (chance.below(6)) {
                    case 0 -> target.substring(0, at) + odd + target.substring(at);
                    case 1 -> target + "/" + odd;
                    case 2 -> target + chance.of("/", "//", ".json", "/.", "/..", "%20");
                    case 3 -> target.toUpperCase(Locale.ROOT);
                    case 4 -> chance.of("*", "", "v1/runs", "http://evil.example" + target, "//evil.example" + target);
                    default -> "/" + odd + target;
                });
    }

    /** Another last or middle part of the path. */
    private static RawRequest id(RawRequest request, Chance chance) {
        String odd = chance.of(
                "run_" + "0".repeat(32),
                "tok_" + "f".repeat(32),
                "whk_" + "0".repeat(31),
                "run_" + "g".repeat(32),
                "RUN_" + "0".repeat(32),
                "run_01a21042-b2e0-7943-8a95-c5bb85f97327",
                "0",
                "-1",
                "null",
                chance.of(OddValues.ESCAPES));
        String[] parts = request.target().split("/", -1);
        parts[1 + chance.below(parts.length - 1)] = odd;
        return request.withTarget(String.join("/", parts));
    }

    private static RawRequest query(RawRequest request, Chance chance) {
        StringBuilder target = new StringBuilder(request.target());
        int count = chance.of(1, 1, 1, 2, 3, 1_500);
        for (int i = 0; i < count; i++) {
            target.append(target.indexOf("?") < 0 ? '?' : '&')
                    .append(chance.of(OddHeaders.PARAMETERS))
                    .append(chance.of("=", "=", "=", "", "==", "[]="))
                    .append(count > 3 ? "x" : value(chance));
        }
        return request.withTarget(target.toString());
    }

    private static String value(Chance chance) {
        return chance.in(0.5)
                ? chance.of(OddValues.ESCAPES)
                : java.net.URLEncoder.encode(chance.of(OddValues.TEXTS), StandardCharsets.UTF_8);
    }

    private static RawRequest replaced(RawRequest request, String name, Chance chance) {
        return request.without(name).with(name, chance.of(OddHeaders.VALUES));
    }

    private static RawRequest manyHeaders(RawRequest request, Chance chance) {
        RawRequest more = request;
        int count = chance.of(20, 99, 150);
        for (int i = 0; i < count; i++) {
            more = more.with("X-Header-" + i, "value");
        }
        return more;
    }
}
