package dev.trainyard.registry;

/** Files in the store are needed no more. */
record Wasted() {}
