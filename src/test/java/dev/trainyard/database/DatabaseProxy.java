package dev.trainyard.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Stands between the service and its PostgreSQL, and can break off what goes through it. */
public final class DatabaseProxy implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile @Nullable JdbcConnectionDetails database;
    private volatile boolean away;
    private volatile @Nullable String doomed;

    DatabaseProxy() throws IOException {
        start("proxy door", this::accept);
    }

    /** Leads to that database. Nothing is prepared on the server, so that every COMMIT is there to be read. */
    JdbcConnectionDetails before(JdbcConnectionDetails direct) {
        database = direct;
        String url =
                ADDRESS.matcher(direct.getJdbcUrl()).replaceFirst("//127.0.0.1:%d/".formatted(door.getLocalPort()));
        return new Proxied(url + (url.contains("?") ? "&" : "?") + "prepareThreshold=0", direct);
    }

    /** The database without the proxy. */
    public JdbcConnectionDetails direct() {
        return Objects.requireNonNull(database, "no database is known yet");
    }

    /** From now on nothing goes through: connections are broken off, new ones are refused. */
    public void cut() {
        away = true;
        links.forEach(Link::close);
    }

    /** New connections go through again. */
    public void restore() {
        away = false;
    }

    /**
     * The next transaction in which the client sends that text is committed, but the client never hears of it: its
     * connection breaks before the answer to COMMIT.
     */
    public void loseAnswerToCommitOf(String text) {
        doomed = text;
    }

    /** Whether such an answer was lost. */
    public boolean hasLostAnswer() {
        return doomed == null;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            if (away) {
                client.close();
            } else {
                links.add(new Link(client, connect()));
            }
        }
    }

    private Socket connect() throws IOException {
        Matcher address = ADDRESS.matcher(direct().getJdbcUrl());
        if (!address.find()) {
            throw new IOException("No address in " + direct().getJdbcUrl());
        }
        return new Socket(address.group(1), Integer.parseInt(address.group(2)));
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        Thread.yield(); // a connection that was broken off: what this class is for
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }

    private final class Link {
        private final Socket client;
        private final Socket upstream;
        private boolean saidText;
        private volatile boolean losesAnswer;

        Link(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
            start("proxy to server", this::toServer);
            start("proxy to client", this::toClient);
        }

        private void toServer() throws IOException {
            pump(client.getInputStream(), upstream.getOutputStream(), this::look);
        }

        private void toClient() throws IOException {
            pump(upstream.getInputStream(), client.getOutputStream(), answer -> {
                if (losesAnswer) {
                    doomed = null;
                    close();
                }
            });
        }

        private void look(String request) {
            String text = doomed;
            saidText |= text != null && request.contains(text);
            losesAnswer |= saidText && request.contains("COMMIT");
        }

        private void pump(InputStream from, OutputStream to, Consumer<String> onChunk) throws IOException {
            byte[] chunk = new byte[1 << 16];
            try {
                for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
                    onChunk.accept(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
                    to.write(chunk, 0, length);
                }
            } finally {
                close();
            }
        }

        void close() {
            try {
                client.close();
                upstream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Proxied(String jdbcUrl, JdbcConnectionDetails direct) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return jdbcUrl;
        }

        @Override
        public @Nullable String getUsername() {
            return direct.getUsername();
        }

        @Override
        public @Nullable String getPassword() {
            return direct.getPassword();
        }
    }
}
