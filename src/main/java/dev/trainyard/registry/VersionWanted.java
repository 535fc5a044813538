package dev.trainyard.registry;

/** A version waits to be made. */
record VersionWanted() {}
