package dev.trainyard.idempotency;

/** What a client calls a request of its own; another owner's key is another one. */
record IdempotencyKey(String owner, String value) {}
