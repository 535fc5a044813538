package dev.trainyard.run;

import java.util.UUID;

/** A run as it was at some time: equal versions have the same contents. */
record RunVersion(UUID id, long version) {}
