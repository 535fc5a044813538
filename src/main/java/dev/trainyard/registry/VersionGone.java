package dev.trainyard.registry;

import java.util.UUID;

/** A version was deleted. */
record VersionGone(UUID version) {}
