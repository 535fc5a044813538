package dev.trainyard.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A run that a client has submitted, and what the client is up to with it. */
final class Order {
    private final String name;
    private final String run;
    private final Follower follower;
    private String next;
    private Instant due;

    private Order(String name, String run, Follower follower, String next, Instant due) {
        this.name = name;
        this.run = run;
        this.follower = follower;
        this.next = next;
        this.due = due;
    }

    /** Of ten, five are left alone, three are paused and resumed, two are cancelled, each at some moment of their lives. */
    static Order submit(Api api, String name, Recipe recipe, Random random) throws InterruptedException {
        String run = api.submit(name, recipe.fields());
        int fate = random.nextInt(10);
        String intent = fate < 5 ? "" : fate < 8 ? "pause" : "cancel";
        return new Order(name, run, new Follower(api, run), intent, in(random, 15));
    }

    private static Instant in(Random random, int seconds) {
        return Instant.now().plus(Duration.ofMillis(random.nextInt(seconds * 1000)));
    }

    /** Does what is due. */
    void act(Api api, Random random) throws InterruptedException {
        if (next.isEmpty() || Instant.now().isBefore(due)) {
            return;
        }
        boolean granted = api.ask(run, next);
        if (next.equals("pause") && granted) {
            next = "resume";
            due = in(random, 10);
        } else if (next.equals("resume") && !granted && !follower.isDone()) {
            due = in(random, 1); // its worker has not stopped yet
        } else {
            next = "";
        }
    }

    String name() {
        return name;
    }

    String run() {
        return run;
    }

    Follower follower() {
        return follower;
    }

    boolean isOver() {
        return follower.isDone();
    }
}
