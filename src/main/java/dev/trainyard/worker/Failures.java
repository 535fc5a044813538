package dev.trainyard.worker;

import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.run.FailureReason;
import dev.trainyard.training.DivergedException;

/** What people are told of a training that threw. */
final class Failures {
    private Failures() {}

    static FailureReason reason(Throwable cause) {
        if (cause instanceof DivergedException) {
            return FailureReason.DIVERGED;
        }
        if (cause instanceof DatasetUnavailableException) {
            return FailureReason.DATASET_UNAVAILABLE;
        }
        return isOutOfMemory(cause) ? FailureReason.OUT_OF_MEMORY : FailureReason.ERROR;
    }

    /** The message, or the type where there is none; never a stack trace. */
    static String detail(Throwable cause) {
        String message = cause.getMessage();
        boolean speaksForItself = cause instanceof DivergedException || cause instanceof DatasetUnavailableException;
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        return speaksForItself ? message : cause.getClass().getSimpleName() + ": " + message;
    }

    /** JavaCPP reports a full native heap as an OutOfMemoryError, ND4J sometimes wraps it. */
    private static boolean isOutOfMemory(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
