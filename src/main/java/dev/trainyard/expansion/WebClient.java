package dev.trainyard.expansion;

import dev.trainyard.egress.AddressRule;
import dev.trainyard.egress.EgressClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Asks for one URL, once: no redirect is followed, nothing is repeated, and no more is read than may be. */
final class WebClient implements AutoCloseable {
    private final ExpansionSettings settings;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "expansion deadlines");
        thread.setDaemon(true);
        return thread;
    });

    WebClient(ExpansionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = EgressClient.create(new AddressRule(settings.allowedHosts()), settings.timeout());
    }

    /**
     * How much of an answer is read.
     *
     * @param cut whether what is longer is wanted up to there; else nothing is read of what says that it is longer
     */
    record Extent(int bytes, boolean cut) {}

    /** Throws IOException if there is no answer, or none in time, or its address is forbidden. */
    Response get(URI url, Extent extent) throws IOException {
        HttpGet request = new HttpGet(url);
        request.setHeader(HttpHeaders.USER_AGENT, settings.userAgent());
        // Between two bytes there is a limit, and here is one for all of them.
        Future<?> deadline =
                deadlines.schedule(request::cancel, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> read(url, response, extent));
        } catch (TooLargeException tooLarge) {
            return tooLarge.response;
        } catch (CancellationException e) {
            throw new InterruptedIOException("there was no connection in time");
        } finally {
            deadline.cancel(false);
        }
    }

    /** Thrown so that the connection is closed: else the client would read what is left, however long that is. */
    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Response response;

        TooLargeException(Response response) {
            this.response = response;
        }
    }

    private Response read(URI url, ClassicHttpResponse response, Extent extent) throws IOException {
        HttpEntity entity = response.getEntity();
        boolean saysSo = entity != null && entity.getContentLength() > extent.bytes();
        byte[] body = entity == null || (saysSo && !extent.cut())
                ? new byte[0]
                : entity.getContent().readNBytes(extent.bytes() + 1); // closed by the client
        boolean tooLarge = saysSo || body.length > extent.bytes();
        Response read = response(url, response, body, tooLarge);
        if (tooLarge) {
            throw new TooLargeException(read);
        }
        return read;
    }

    private Response response(URI url, ClassicHttpResponse response, byte[] body, boolean tooLarge) {
        return new Response(
                url,
                response.getCode(),
                mediaType(header(response, HttpHeaders.CONTENT_TYPE)),
                response.getFirstHeader(HttpHeaders.LOCATION) == null ? null : header(response, HttpHeaders.LOCATION),
                retryAfter(header(response, HttpHeaders.RETRY_AFTER)),
                body,
                tooLarge);
    }

    /** Without its parameters; what is none could not even be stored. */
    private static String mediaType(String value) {
        String type = value.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return type.matches("[a-z0-9.+_-]{1,100}/[a-z0-9.+_-]{1,100}") ? type : "";
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue();
    }

    /** Seconds, or a date (RFC 9110, 10.2.3). */
    private @Nullable Duration retryAfter(String value) {
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            return value.isEmpty()
                    ? null
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
