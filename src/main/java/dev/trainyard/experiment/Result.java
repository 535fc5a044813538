package dev.trainyard.experiment;

import dev.trainyard.run.RunOutcome;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A run of a grid: the values of the grid's fields that it has, and what it has come to. */
record Result(Map<String, JsonNode> values, RunOutcome run) {}
