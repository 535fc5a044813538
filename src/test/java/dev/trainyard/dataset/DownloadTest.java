package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.trainyard.dataset.FileServer.Behaviour;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final byte[] CONTENT = content(400_000);
    private static final String MD5 = DigestUtils.md5Hex(CONTENT);

    @TempDir
    private Path directory;

    private Path target;
    private Path part;

    @BeforeEach
    void nameTheFiles() {
        target = directory.resolve("set.tar.gz");
        part = directory.resolve("set.tar.gz.part");
    }

    @Test
    void aFileIsDownloaded() throws IOException {
        try (FileServer server = new FileServer(CONTENT, Behaviour.HONOURS_RANGES)) {
            download(server);

            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(part).doesNotExist();
            assertThat(server.requests()).containsExactly("all");
        }
    }

    @Test
    void aTruncatedArchiveIsDownloadedAgainFromWhereItStopped() throws IOException {
        Files.write(part, Arrays.copyOf(CONTENT, 150_000));
        try (FileServer server = new FileServer(CONTENT, Behaviour.HONOURS_RANGES)) {
            download(server);

            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(server.requests()).containsExactly("bytes=150000-");
        }
    }

    @Test
    void aServerThatIgnoresRangesStartsAgain() throws IOException {
        Files.write(part, Arrays.copyOf(CONTENT, 150_000));
        try (FileServer server = new FileServer(CONTENT, Behaviour.IGNORES_RANGES)) {
            download(server);

            assertThat(target).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aPartThatIsCompleteIsTaken() throws IOException {
        Files.write(part, CONTENT);
        try (FileServer server = new FileServer(CONTENT, Behaviour.HONOURS_RANGES)) {
            download(server);

            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(server.requests()).containsExactly("bytes=400000-");
        }
    }

    @Test
    void aConnectionThatBreaksIsTakenUpAgain() throws IOException {
        try (FileServer server = new FileServer(CONTENT, Behaviour.BREAKS_OFF_HALFWAY)) {
            download(server);

            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(server.requests()).containsExactly("all", "bytes=200000-");
        }
    }

    @Test
    void aServerThatFallsSilentEndsTheDownloadAndThePartIsKept() throws IOException {
        Files.write(part, Arrays.copyOf(CONTENT, 150_000));
        try (FileServer server = new FileServer(CONTENT, Behaviour.FALLS_SILENT_HALFWAY)) {
            assertThatIOException()
                    .isThrownBy(() -> download(server))
                    .withMessageContainingAll(server.address().toString(), "sends nothing any more");

            assertThat(target).doesNotExist();
            assertThat(part).hasBinaryContent(Arrays.copyOf(CONTENT, 200_000));
            assertThat(server.requests()).containsExactly("bytes=150000-", "bytes=200000-");
        }
    }

    @Test
    void aWrongChecksumRemovesTheFile() throws IOException {
        try (FileServer server = new FileServer(CONTENT, Behaviour.HONOURS_RANGES)) {
            String other = DigestUtils.md5Hex("other");
            assertThatIOException()
                    .isThrownBy(() -> new Download(server.address(), target, OFTEN).run(other))
                    .withMessageContainingAll(MD5, other, "removed");

            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void aServerThatFailsIsNamedWithItsStatus() throws IOException {
        Files.write(part, Arrays.copyOf(CONTENT, 150_000));
        try (FileServer server = new FileServer(CONTENT, Behaviour.FAILS)) {
            assertThatIOException()
                    .isThrownBy(() -> download(server))
                    .withMessageContainingAll(server.address().toString(), "503");

            assertThat(part).hasSize(150_000);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        URI address;
        try (FileServer server = new FileServer(CONTENT, Behaviour.HONOURS_RANGES)) {
            address = server.address();
        }

        assertThatIOException()
                .isThrownBy(() -> new Download(address, target, OFTEN).run(MD5))
                .withMessageContainingAll(address.toString(), "ConnectException");
    }

    @Test
    void anInterruptEndsTheDownload() throws Exception {
        try (FileServer server = new FileServer(CONTENT, Behaviour.FALLS_SILENT_HALFWAY)) {
            Download patient = new Download(server.address(), target, Duration.ofMinutes(1));
            FutureTask<Boolean> download = new FutureTask<>(() -> {
                assertThatIOException().isThrownBy(() -> patient.run(MD5)).isInstanceOf(InterruptedIOException.class);
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = new Thread(download);
            thread.start();
            server.awaitHalfway();
            thread.interrupt();

            assertThat(download.get()).as("still interrupted").isTrue();
            assertThat(target).doesNotExist();
        }
    }

    private void download(FileServer server) throws IOException {
        new Download(server.address(), target, OFTEN).run(MD5);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(1).nextBytes(content);
        return content;
    }
}
