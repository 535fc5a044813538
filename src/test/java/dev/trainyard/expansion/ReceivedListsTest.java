package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trainyard.request.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceivedListsTest {
    @TempDir
    private Path directory;

    private InputStream body() {
        return new ByteArrayInputStream(new byte[200_000]);
    }

    @Test
    void aListIsThereAsAWholeUntilItIsRead() throws IOException {
        try (InputStream list = new ReceivedLists(directory.toString()).receive(body())) {
            assertThat(list.readAllBytes()).hasSize(200_000);
        }
        assertThat(directory.resolve("datasets/parts")).isEmptyDirectory();
    }

    @Test
    void aListThatBreaksOffIsTheFaultOfItsSenderAndLeavesNothing() {
        InputStream broken = new SequenceInputStream(body(), new BrokenInputStream());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new ReceivedLists(directory.toString()).receive(broken))
                .satisfies(
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(400));
        assertThat(directory.resolve("datasets/parts")).isEmptyDirectory();
    }
}
