package dev.trainyard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

class ClusterTest {
    @TempDir
    Path directory;

    private DatabaseFiles files;

    @BeforeEach
    void anEmptyDataDirectory() throws IOException {
        files = DatabaseFiles.in(directory);
        files.create();
        Files.createDirectory(files.cluster());
    }

    @Test
    void aClusterOfAnotherMajorVersionIsRefusedInOneMessage() throws IOException {
        Files.writeString(files.cluster().resolve("PG_VERSION"), "17\n");

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> EmbeddedDatabase.start(files))
                .satisfies(refusal -> {
                    FailureAnalysis analysis = new DatabaseFailureAnalyzer().analyze(refusal, refusal);
                    assertThat(analysis.getDescription())
                            .contains(files.cluster().toString(), "PostgreSQL 17", "PostgreSQL 18");
                    assertThat(analysis.getAction()).contains("pg_upgrade");
                });
    }

    @Test
    void aClusterWhosePasswordFileIsMissingIsRefused() throws IOException {
        Files.writeString(files.cluster().resolve("PG_VERSION"), Cluster.MAJOR_VERSION + "\n");

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> EmbeddedDatabase.start(files))
                .withMessageContaining(files.password().toString());
    }

    @Test
    void aRefusedStartGivesTheDirectoryUp() throws IOException {
        Files.writeString(files.cluster().resolve("PG_VERSION"), "17\n");
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> EmbeddedDatabase.start(files));

        DirectoryLock.acquire(files).close();
    }

    @Test
    void aClusterWhoseFirstStartWasInterruptedIsMadeAnew() throws Exception {
        Files.createFile(files.initialising());
        Files.writeString(files.cluster().resolve("PG_VERSION"), "half");
        Path halfUnpacked = Files.createDirectories(files.unpacked().resolve("PG-1/bin"));

        Cluster.prepare(files);

        assertThat(files.cluster()).doesNotExist();
        assertThat(halfUnpacked).doesNotExist();
        assertThat(files.initialising()).exists();
    }

    @Test
    void aServerFileThatNamesAnotherProgramIsRemovedAndTheProgramLeftAlone() throws Exception {
        Path pidFile = files.cluster().resolve("postmaster.pid");
        Process other = new ProcessBuilder("sleep", "60")
                .directory(files.cluster().toFile())
                .start();
        try {
            Files.writeString(pidFile, other.pid() + "\n" + files.cluster() + "\n");
            Postmaster.stopRemaining(files.cluster());

            assertThat(pidFile).doesNotExist();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aServerFileOfADeadProcessIsLeftToPostgresql() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path pidFile = Files.writeString(files.cluster().resolve("postmaster.pid"), dead.pid() + "\n");

        Postmaster.stopRemaining(files.cluster());

        assertThat(pidFile).exists();
    }
}
