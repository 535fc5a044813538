package dev.trainyard.expansion;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a picture of the web. */
enum Fate {
    /** It is in the version. */
    ADDED,
    /** Its pixels are those of another training image. */
    DUPLICATE,
    /** It resembles another training image. */
    NEAR_DUPLICATE,
    /** It equals or resembles an image on the other side: one to test with, or for a test image one to train on. */
    LEAKED,
    /** It has fewer rows or columns than an image of the data set, or than was asked for. */
    TOO_SMALL,
    /** It has more bytes or pixels than are read. */
    TOO_LARGE,
    /** It says that it is a picture, and cannot be read as one. */
    UNDECODABLE,
    /** It is none of the kinds that are read. */
    WRONG_TYPE,
    /** Robots may not read it, its host wants a login, or its address is none that this service connects to. */
    FORBIDDEN,
    /** Its host or itself is not there any more. */
    GONE,
    /** Its host did not answer in time, or with errors, as often as it was asked. */
    FAILED,
    /** It was struck from the data set. */
    STRUCK,
    /** The network that was asked takes it for another class than its label. */
    MISLABELLED,
    /** It is like nothing that the network that was asked knows. */
    OUTLIER,
    /** Its class has as many images as it may have. */
    CAPPED;

    /** As the API writes it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fate with that code. */
    static @Nullable Fate parse(@Nullable String code) {
        return code == null ? null : valueOf(code.toUpperCase(Locale.ROOT));
    }
}
