package dev.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.training.EngineUnavailableException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class EngineFailureAnalyzerTest {
    @Test
    void aMachineThatCannotTrainIsRefusedWithAReasonAndARemedyInPlaceOfAStackTrace() {
        var failure = new BeanCreationException(
                "engine", "factory method threw", new EngineUnavailableException("no code for H100", "Take a T4."));

        var analyses =
                SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, cause) -> {})
                        .stream()
                        .map(analyzer -> analyzer.analyze(failure))
                        .filter(analysis -> analysis != null && "Take a T4.".equals(analysis.getAction()))
                        .toList();

        assertThat(analyses)
                .singleElement()
                .satisfies(analysis -> assertThat(analysis.getDescription()).isEqualTo("no code for H100"));
    }
}
