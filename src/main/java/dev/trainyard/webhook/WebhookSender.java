package dev.trainyard.webhook;

import dev.trainyard.egress.AddressRule;
import dev.trainyard.egress.EgressClient;
import dev.trainyard.egress.ForbiddenAddressException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages, each with its signature. Of an answer only the status is read. */
class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private final Duration timeout;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** To what the rule allows, within the timeout from the first look at the URL to the status. */
    WebhookSender(AddressRule rule, Duration timeout) {
        this.timeout = timeout;
        this.client = EgressClient.create(rule, timeout);
    }

    Outcome send(Shipment shipment) {
        var post = new HttpPost(shipment.url());
        post.setEntity(new StringEntity(shipment.body(), ContentType.APPLICATION_JSON));
        post.setHeader("webhook-id", shipment.messageId());
        post.setHeader("webhook-timestamp", Long.toString(shipment.at().getEpochSecond()));
        post.setHeader("webhook-signature", shipment.signature());
        ScheduledFuture<?> deadline = deadlines.schedule(post::abort, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return Outcome.answered(status(post));
        } catch (IOException e) {
            LOG.debug("No answer from {}", shipment.url(), e);
            return Outcome.unanswered(post.isAborted() ? "No answer within " + timeout.toSeconds() + " s" : told(e));
        } finally {
            deadline.cancel(true);
        }
    }

    private int status(HttpPost post) throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, post, null);
        int status = response.getCode();
        post.abort(); // closing alone would read the rest, which may have no end
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("The rest of an answer is not read", e);
        }
        return status;
    }

    /** What the owner may know: not what is to be found at an address inside. */
    private static String told(IOException e) {
        if (e instanceof ForbiddenAddressException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof UnknownHostException) {
            return "The host is not known: " + e.getMessage();
        }
        return e instanceof SSLException ? "TLS failed: " + e.getMessage() : "No answer: " + e.getMessage();
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
