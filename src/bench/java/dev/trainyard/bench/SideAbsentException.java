package dev.trainyard.bench;

import java.io.IOException;

/** A side did not come up, or ended before its time; the message says why. */
final class SideAbsentException extends IOException {
    private static final long serialVersionUID = 1;

    SideAbsentException(String message) {
        super(message);
    }
}
