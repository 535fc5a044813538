package dev.trainyard.expansion;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web site of pictures, good and bad, at this machine: {@code /KIND/NUMBER}, where the number is that of the picture, and the kind says
 * what is wrong with it.
 */
public final class WebSite implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final AtomicInteger robotsFailures = new AtomicInteger();
    private volatile int robotsStatus = 200;
    private volatile String robots = "User-agent: *\nDisallow: /private/\n";

    public WebSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    int requests() {
        return requests.get();
    }

    boolean wasAsked(String path) {
        return asked.contains(path);
    }

    /** What robots.txt is answered with. */
    void robots(int status) {
        robotsStatus = status;
    }

    /** So many times robots.txt is not to be had. */
    void robotsAreAway(int times) {
        robotsFailures.set(times);
    }

    /** What robots.txt says. */
    void robots(String content) {
        robots = content;
    }

    /** What is at a path. */
    void page(String path, String content) {
        pages.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.incrementAndGet();
            boolean again = !asked.add(path);
            if (path.equals("/robots.txt")) {
                int status = robotsFailures.getAndDecrement() > 0 ? 503 : robotsStatus;
                send(exchange, status, "text/plain", robots.getBytes(StandardCharsets.UTF_8));
            } else if (pages.containsKey(path)) {
                send(exchange, 200, "text/html", pages.get(path));
            } else {
                String[] parts = path.split("/");
                picture(exchange, parts[1], Integer.parseInt(parts[2]), again);
            }
        }
    }

    private void picture(HttpExchange exchange, String kind, int number, boolean again) throws IOException {
        switch (kind) {
            case "good", "private" -> send(exchange, 200, "image/png", Mosaic.png(number));
            case "photograph" -> send(exchange, 200, "image/jpeg", Mosaic.jpeg(number));
            case "mirrored" -> send(exchange, 200, "image/png", Mosaic.mirrored(number));
            case "wide" -> send(exchange, 200, "image/png", Mosaic.wide(number));
            case "small" -> send(exchange, 200, "image/png", Mosaic.png(number, 20));
            case "moved" -> redirect(exchange, "/good/" + number);
            case "inside" -> redirect(exchange, "http://10.0.0.1/%d.png".formatted(number));
            case "loop" -> redirect(exchange, "/loop/" + number);
            case "cut" -> {
                byte[] png = Mosaic.png(number);
                send(exchange, 200, "image/png", Arrays.copyOf(png, png.length / 2));
            }
            case "drawing" -> send(exchange, 200, "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8));
            case "login" -> send(exchange, 403, "text/plain", new byte[0]);
            case "absent" -> send(exchange, 404, "text/plain", new byte[0]);
            case "broken" -> send(exchange, 500, "text/plain", new byte[0]);
            case "dated" -> {
                exchange.getResponseHeaders().set("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT");
                send(exchange, 503, "text/plain", new byte[0]);
            }
            case "busy" -> busy(exchange, number, again);
            case "endless" -> endless(exchange);
            case "silent" -> awaitClosing();
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private static void busy(HttpExchange exchange, int number, boolean again) throws IOException {
        if (again) {
            send(exchange, 200, "image/png", Mosaic.png(number));
        } else {
            exchange.getResponseHeaders().set("Retry-After", "3600"); // more than anybody waits
            send(exchange, 429, "text/plain", new byte[0]);
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "image/png");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(new byte[64 * 1024]); // until the client goes
            }
        }
    }

    private void awaitClosing() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        send(exchange, 302, "text/plain", new byte[0]);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
