package dev.trainyard.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The open answer to a client that listens. Nothing here waits for the client: the container says when it takes more.
 * What is sent is to be sent to an idle one, so that nothing piles up.
 */
public final class EventOutput implements WriteListener, AsyncListener {
    private final AsyncContext connection;
    private final ServletOutputStream out;
    private final Queue<byte[]> unsent = new ArrayDeque<>();
    private boolean writable; // else the container will call
    private boolean flushed;
    private boolean ending;
    private boolean closed;

    private EventOutput(AsyncContext connection, ServletOutputStream out) {
        this.connection = connection;
        this.out = out;
    }

    /** Begins with that text. */
    public static EventOutput open(AsyncContext connection, byte[] greeting) throws IOException {
        connection.setTimeout(0); // a run may take weeks
        ServletOutputStream out = connection.getResponse().getOutputStream();
        var output = new EventOutput(connection, out);
        output.send(greeting);
        connection.addListener(output);
        out.setWriteListener(output);
        return output;
    }

    /** Whether the client has taken all there was. */
    public synchronized boolean isIdle() {
        return writable && !ending && !closed;
    }

    /** Whether nobody listens any more. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Sends a text as soon as the client takes it. */
    public synchronized void send(byte[] text) {
        if (!ending && !closed) {
            unsent.add(text);
            write();
        }
    }

    /** Ends after what was sent. */
    public synchronized void end() {
        ending = true;
        write();
    }

    /**
     * Forgets what is unsent. The connection ends as soon as the client reads, or when the container's patience with it
     * is over: to end it here would wait for the client.
     */
    public synchronized void abandon() {
        unsent.clear();
        ending = true;
    }

    /** The container: the client takes more. */
    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    private void write() {
        if (!writable || closed) {
            return;
        }
        try {
            writeWhileReady();
        } catch (IOException | IllegalStateException e) {
            complete();
        }
    }

    private void writeWhileReady() throws IOException {
        while (out.isReady()) {
            byte[] next = unsent.poll();
            if (next != null) {
                out.write(next);
                flushed = false;
            } else if (!flushed) {
                out.flush();
                flushed = true;
            } else {
                if (ending) {
                    complete();
                }
                return;
            }
        }
        writable = false;
    }

    private void complete() {
        closed = true;
        unsent.clear();
        try {
            connection.complete();
        } catch (IllegalStateException e) {
            // The container was faster.
        }
    }

    /** The container: the client is gone, or has taken nothing for too long. */
    @Override
    public synchronized void onError(Throwable cause) {
        complete();
    }

    /** The same: without an end here the container would answer with an error. */
    @Override
    public synchronized void onError(AsyncEvent event) {
        complete();
    }

    @Override
    public synchronized void onTimeout(AsyncEvent event) {
        complete();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        closed = true;
        unsent.clear();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Only once.
    }
}
