package dev.trainyard.expansion;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a host answered.
 *
 * @param mediaType as it says, without parameters, in small letters; empty if it does not
 * @param location where it redirects to; null if it does not
 * @param retryAfter how long it wants not to be asked; null if it does not say
 * @param tooLarge whether there was more than is read
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, never compared
record Response(
        URI url,
        int status,
        String mediaType,
        @Nullable String location,
        @Nullable Duration retryAfter,
        byte[] body,
        boolean tooLarge) {}
