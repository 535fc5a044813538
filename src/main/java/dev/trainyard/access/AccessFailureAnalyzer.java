package dev.trainyard.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a start that would be unsafe into Spring Boot's one message of description and action. */
final class AccessFailureAnalyzer extends AbstractFailureAnalyzer<AccessRefusedException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AccessRefusedException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
