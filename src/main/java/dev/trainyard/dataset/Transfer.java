package dev.trainyard.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request for a file, or for the rest of it where a part is there already and the server can. */
final class Transfer {
    private static final Logger log = LoggerFactory.getLogger(Transfer.class);
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    /** Reports without a byte of progress until the connection counts as dead. */
    private static final int PATIENCE = 20;

    private final URI address;
    private final Path part;
    private final Duration reportEvery;
    /** Bytes of the whole file; 0 while unknown. */
    private volatile long total;

    Transfer(URI address, Path part, Duration reportEvery) {
        this.address = address;
        this.part = part;
        this.reportEvery = reportEvery;
    }

    /** @throws IOException if the server refuses, or the connection fails or stalls; what has come is kept */
    void run() throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        long present = sizeOf(part);
        if (present > 0) {
            request.header("Range", "bytes=%d-".formatted(present));
        }
        int status = watch(client.sendAsync(request.build(), this::receive)).statusCode();
        // 416: nothing is missing. If the part is another file's, the checksum will tell.
        if (status != OK && status != PARTIAL_CONTENT && status != RANGE_NOT_SATISFIABLE) {
            throw new IOException("%s answers %d".formatted(address, status));
        }
    }

    private BodySubscriber<Path> receive(HttpResponse.ResponseInfo info) {
        long coming = info.headers().firstValueAsLong("Content-Length").orElse(0);
        return switch (info.statusCode()) {
            case OK -> {
                total = coming;
                yield BodySubscribers.ofFile(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
            }
            case PARTIAL_CONTENT -> {
                total = sizeOf(part) + coming;
                yield BodySubscribers.ofFile(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            }
            default -> BodySubscribers.replacing(part);
        };
    }

    /** Waits for the end, reporting the progress. The client itself would wait for a silent server for ever. */
    private HttpResponse<Path> watch(CompletableFuture<HttpResponse<Path>> response) throws IOException {
        long last = sizeOf(part);
        int idle = 0;
        try {
            while (idle < PATIENCE) {
                try {
                    return response.get(reportEvery.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException underWay) {
                    long size = sizeOf(part);
                    idle = size > last ? 0 : idle + 1;
                    report(size, size - last);
                    last = size;
                }
            }
            throw new IOException("%s sends nothing any more".formatted(address));
        } catch (ExecutionException failed) {
            throw new IOException("%s: %s".formatted(address, failed.getCause()), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the download was interrupted");
        } finally {
            response.cancel(true);
        }
    }

    private void report(long size, long gained) {
        double speed = Math.max(0, gained) / 1e6 / (reportEvery.toMillis() / 1e3);
        String percent = total > 0 ? "%d %% of ".formatted(100 * size / total) : "";
        long megabytes = (total > 0 ? total : size) / 1_000_000;
        log.info("{}: {}{} MB, {} MB/s", address, percent, megabytes, "%.1f".formatted(speed));
    }

    /** The size of a file, 0 if there is none. */
    static long sizeOf(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
