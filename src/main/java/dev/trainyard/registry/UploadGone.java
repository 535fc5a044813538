package dev.trainyard.registry;

import java.util.UUID;

/** An upload was deleted with its data set or its version. */
record UploadGone(UUID upload) {}
