package dev.trainyard.webhook;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Empties the outbox and delivers what is due, again and again, in some threads of this process. */
@Component
class WebhookDispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

    private final WebhookOutbox outbox;
    private final DeliveryQueue queue;
    private final WebhookSender sender;
    private final WebhookSettings settings;
    private volatile @Nullable ScheduledExecutorService threads;

    WebhookDispatcher(WebhookOutbox outbox, DeliveryQueue queue, WebhookSender sender, WebhookSettings settings) {
        this.outbox = outbox;
        this.queue = queue;
        this.sender = sender;
        this.settings = settings;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newScheduledThreadPool(settings.senders() + 1, work -> {
            Thread thread = new Thread(work, "webhooks");
            thread.setDaemon(true);
            return thread;
        });
        repeat(started, this::emptyOutbox);
        for (int i = 0; i < settings.senders(); i++) {
            repeat(started, this::deliverDue);
        }
        threads = started;
    }

    private void repeat(ScheduledExecutorService timer, Runnable work) {
        timer.scheduleWithFixedDelay(() -> tryTo(work), 0, settings.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void tryTo(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            // A timer whose task throws would never run it again.
            LOG.warn("Webhooks have to wait: {}", e.toString());
        }
    }

    /** Makes deliveries of all ends of runs. */
    void emptyOutbox() {
        boolean more = true;
        while (more) {
            more = outbox.empty();
        }
    }

    /** Makes every attempt that is due. */
    void deliverDue() {
        for (Optional<Shipment> next = queue.next(); next.isPresent(); next = queue.next()) {
            Shipment shipment = next.get();
            queue.settle(shipment, sender.send(shipment));
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopped = threads;
        threads = null;
        if (stopped != null) {
            stopped.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
