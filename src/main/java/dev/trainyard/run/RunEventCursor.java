package dev.trainyard.run;

import java.util.UUID;

/** How far somebody has read the events of a run: up to that sequence. */
record RunEventCursor(UUID run, long after) {}
