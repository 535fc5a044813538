package dev.trainyard.fuzz;

import java.util.List;

/** What clients, proxies and attackers put into the first lines of a request. */
final class OddHeaders {
    static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "G T");

    static final List<String> MEDIA_TYPES = List.of(
            "",
            "text/plain",
            "text/html",
            "text/csv",
            "application/jsonl",
            "text/event-stream",
            "application/xml",
            "application/json",
            "application/json;charset=utf-16",
            "application/json; charset=no-such-charset",
            "application/json;charset=\"",
            "application/json;q=2",
            "application/merge-patch+json",
            "application/problem+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "*/*",
            "*/json",
            "*",
            "/",
            "json",
            "application/",
            "application/json, text/csv;q=0.5, */*;q=0",
            "application/json;;;=",
            "\u00E4/\u20AC",
            "a/" + "b".repeat(3_000),
            "a/b,".repeat(1_000));

    static final List<String> NAMES = List.of(
            "Idempotency-Key",
            "If-None-Match",
            "If-Match",
            "If-Modified-Since",
            "Last-Event-ID",
            "Origin",
            "Referer",
            "Cookie",
            "Range",
            "Expect",
            "Accept-Encoding",
            "Accept-Language",
            "Accept-Charset",
            "Content-Encoding",
            "Content-Type",
            "Upgrade",
            "X-HTTP-Method-Override",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "Forwarded",
            "Access-Control-Request-Method",
            "Sec-Fetch-Site",
            "traceparent",
            "baggage");

    static final List<String> VALUES = List.of(
            "",
            " ",
            "x",
            "0",
            "-1",
            "99999999999999999999",
            "999999999999999999",
            "*",
            "\"",
            "\"a\", \"b\", W/\"c\"",
            "W/\"run-0\"",
            "null",
            "\u00E4\u20AC\uD83D\uDE00",
            "a\tb",
            "a\u0001b",
            "a\u007Fb",
            "100-continue",
            "bytes=0-",
            "gzip",
            "h2c",
            "POST",
            "de-DE-x-" + "a".repeat(50),
            "a=b; c=\"d",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "http://evil.example",
            "for=\"[::1\";proto=",
            "Sun, 99 Foo 2026 99:99:99 GMT",
            "k".repeat(255),
            "k".repeat(256),
            "v".repeat(7_000),
            "w".repeat(50_000));

    static final List<String> HOSTS = List.of(
            "",
            "evil.example",
            "127.0.0.1:99999",
            "127.0.0.1:x",
            "[::1",
            "[::1]",
            "a b",
            "127.0.0.1, x",
            "\u00E4",
            "%00");

    static final List<String> CREDENTIALS = List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer x y",
            "Bearer \u00E4",
            "Bearer " + "a".repeat(7_000),
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
            "Bearer e30.e30.e30",
            "Bearer ....",
            "bearer x",
            "Basic YWRtaW46YWRtaW4=",
            "Basic %",
            "Digest username=\"",
            "Negotiate",
            "none");

    /** Names in a query; also those that mean something to Spring or Tomcat. */
    static final List<String> PARAMETERS = List.of(
            "limit",
            "after",
            "status",
            "model",
            "activation",
            "dataset",
            "tag",
            "owner",
            "id",
            "format",
            "_method",
            "access_token",
            "class.module.classLoader",
            "limit.x",
            "",
            "%zz",
            "\u00E4",
            "trace",
            "error");

    private OddHeaders() {}
}
