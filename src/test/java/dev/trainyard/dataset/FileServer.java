package dev.trainyard.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server with one file at any address, and the ways of real servers to fail. */
final class FileServer implements AutoCloseable {
    enum Behaviour {
        HONOURS_RANGES,
        IGNORES_RANGES,
        BREAKS_OFF_HALFWAY,
        FALLS_SILENT_HALFWAY,
        FAILS
    }

    private static final int NO_BODY = -1;

    private final byte[] content;
    private final Behaviour behaviour;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch halfway = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    FileServer(byte[] content, Behaviour behaviour) throws IOException {
        this.content = content;
        this.behaviour = behaviour;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The range each request asked for, or "all". */
    List<String> requests() {
        return requests;
    }

    void awaitHalfway() throws InterruptedException {
        halfway.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(range == null ? "all" : range);
        int from = range == null || behaviour == Behaviour.IGNORES_RANGES
                ? 0
                : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        try (exchange) {
            if (behaviour == Behaviour.FAILS) {
                exchange.sendResponseHeaders(503, NO_BODY);
            } else if (from >= content.length) {
                exchange.sendResponseHeaders(416, NO_BODY);
            } else {
                send(exchange, from);
            }
        }
    }

    private void send(HttpExchange exchange, int from) throws IOException {
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        OutputStream body = exchange.getResponseBody();
        int middle = Math.max(from, content.length / 2);
        body.write(content, from, middle - from);
        body.flush();
        halfway.countDown();
        if (behaviour == Behaviour.FALLS_SILENT_HALFWAY) {
            awaitClosing();
        } else if (behaviour != Behaviour.BREAKS_OFF_HALFWAY || from == middle) {
            body.write(content, middle, content.length - middle);
        }
    }

    private void awaitClosing() throws IOException {
        try {
            closing.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
