package dev.trainyard.worker;

import dev.trainyard.training.EngineUnavailableException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a machine that cannot train into Spring Boot's one message of description and action. */
final class EngineFailureAnalyzer extends AbstractFailureAnalyzer<EngineUnavailableException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EngineUnavailableException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
