package dev.trainyard.registry;

import java.util.UUID;

/** A version that failed or was cancelled is to be made again; told within the transaction that has it so. */
public record VersionResumed(UUID version) {}
