package dev.trainyard.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final Path RULES = Path.of("helm/trainyard/files/alerts.yaml");

    @Test
    void everyAlertFiresForWhatItIsForAndNotBefore() throws Exception {
        Optional<Path> promtool = Prometheus.program("promtool");
        assumeTrue(promtool.isPresent(), "there is no promtool: apt-get install prometheus");
        Process process = new ProcessBuilder(
                        promtool.get().toString(), "test", "rules", "src/test/prometheus/alerts-test.yaml")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void everyAlertIsTestedAndHasASectionInTheRunbook() throws IOException {
        String rules = Files.readString(RULES);
        String tests = Files.readString(Path.of("src/test/prometheus/alerts-test.yaml"));
        String runbook = Files.readString(Path.of("docs/operations.md"));
        List<String> alerts = find("alert: (\\w+)", rules);

        assertThat(alerts).hasSizeGreaterThan(8).allSatisfy(alert -> {
            assertThat(tests).contains(alert);
            assertThat(runbook).contains("\n### " + alert + "\n");
            assertThat(rules)
                    .contains("runbook_url: docs/operations.md#" + alert.toLowerCase(java.util.Locale.ROOT) + "\n");
        });
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }
}
