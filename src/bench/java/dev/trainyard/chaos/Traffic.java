package dev.trainyard.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Clients, on a thread. They keep so many runs open, paused ones included, that a worker is left over: a run that lost
 * its own waits for the end of its lease, and not for the end of other runs.
 */
final class Traffic {
    private static final long PAUSE_MILLIS = 100;

    private final Api api;
    private final int open;
    private final Random random;
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean ending;
    private volatile @Nullable Throwable failure;

    Traffic(Api api, int open, long seed) {
        this.api = api;
        this.open = open;
        this.random = new Random(seed);
        thread = new Thread(this::run, "traffic");
        thread.setDaemon(true);
        thread.start();
    }

    List<Order> orders() {
        return orders;
    }

    /** Submits no more, brings to an end what there is, and says whether that was possible until then. */
    boolean finish(Instant deadline) throws InterruptedException {
        ending = true;
        thread.join(Math.max(1, Duration.between(Instant.now(), deadline).toMillis()));
        if (failure != null) {
            throw new IllegalStateException("A client broke", failure);
        }
        return !thread.isAlive();
    }

    private void run() {
        try {
            while (!ending || orders.stream().anyMatch(order -> !order.isOver())) {
                if (!ending && orders.stream().filter(order -> !order.isOver()).count() < open) {
                    submit();
                }
                for (Order order : orders) {
                    if (!order.isOver()) {
                        order.act(api, random);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void submit() throws InterruptedException {
        Recipe recipe = Recipe.ALL.get(random.nextInt(Recipe.ALL.size()));
        orders.add(Order.submit(api, "%s/%d".formatted(recipe.name(), orders.size() + 1), recipe, random));
    }
}
