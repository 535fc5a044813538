package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trainyard.request.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.io.input.CountingInputStream;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final WantedReader READER = new WantedReader(List.of("a"), false);

    private static InputStream list(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aQuoteThatIsNotClosedDoesNotTakeTheWholeListIntoMemory() {
        var content = new CountingInputStream(list("url,label\n\"" + "a,b\n".repeat(1_000_000)));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Manifest.of("text/csv", content, READER))
                .satisfies(refusal -> assertThat(refusal.errors().get(0).message())
                        .contains("more than 16384 characters", "a quote is not closed"));
        assertThat(content.getByteCount()).isLessThan(100_000);
    }

    @Test
    void aListMayBeLongIfItsLinesAreNot() throws IOException {
        String line = "http://example.com/%s.png,a\n".formatted("a".repeat(1000));
        int count = 0;
        try (Manifest manifest = Manifest.of("text/csv", list("url,label\n" + line.repeat(100)), READER)) {
            while (manifest.hasNext()) {
                manifest.next();
                count++;
            }
        }
        assertThat(count).isEqualTo(100);
    }

    @Test
    void aHeaderThatIsNoTextIsToldAsSuch() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Manifest.of("text/csv", new ByteArrayInputStream(new byte[] {'u', -1, -2}), READER));
    }
}
