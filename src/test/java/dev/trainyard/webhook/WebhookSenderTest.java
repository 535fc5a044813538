package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.egress.AddressRule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebhookSenderTest {
    private static final AddressRule ALLOWED = new AddressRule(List.of("127.0.0.1"));

    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void anAddressThatIsNotAllowedIsNotCalled() throws IOException {
        try (var sender = new WebhookSender(new AddressRule(List.of()), Duration.ofSeconds(10))) {
            Outcome outcome = sender.send(shipment());

            assertThat(outcome.isSuccess()).isFalse();
            assertThat(outcome.explanation()).contains("127.0.0.1", "not one of the public internet");
        }
        assertThat(receiver.messages()).isEmpty();
    }

    @Test
    void aReceiverThatDoesNotAnswerIsGivenUpInTime() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        receiver.answerWith(exchange -> awaitQuietly(over));
        try (var sender = new WebhookSender(ALLOWED, Duration.ofMillis(300))) {
            assertThat(sender.send(shipment()).explanation()).isNotEmpty();
        } finally {
            over.countDown();
        }
        assertThat(receiver.messages()).hasSize(1);
    }

    @Test
    void anAnswerWithoutAnEndIsNotRead() throws IOException {
        receiver.answerWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[1024]);
            }
        });
        try (var sender = new WebhookSender(ALLOWED, Duration.ofSeconds(10))) {
            assertThat(sender.send(shipment()))
                    .as("the status is all that is read")
                    .isEqualTo(Outcome.answered(200));
        }
    }

    @Test
    void aRedirectIsNoSuccessAndNotFollowed() throws IOException {
        receiver.answerWith(exchange -> {
            exchange.getResponseHeaders().set("Location", receiver.url("/elsewhere"));
            exchange.sendResponseHeaders(307, -1);
        });
        try (var sender = new WebhookSender(ALLOWED, Duration.ofSeconds(10))) {
            assertThat(sender.send(shipment()).isSuccess()).isFalse();
        }
        assertThat(receiver.messages()).hasSize(1);
    }

    private Shipment shipment() {
        return new Shipment(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                receiver.url("/hook"),
                SigningSecret.generate(),
                "{}",
                Instant.EPOCH);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
