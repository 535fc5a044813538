package dev.trainyard.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A new token, as it is shown once.
 *
 * @param token the secret
 */
record IssuedToken(@JsonUnwrapped TokenView view, String token) {
    /** Not the secret: texts end up in logs. */
    @Override
    public String toString() {
        return view.toString();
    }
}
