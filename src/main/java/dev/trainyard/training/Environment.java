package dev.trainyard.training;

import java.util.Map;

/**
 * What a run was trained with: numbers repeat to the last digit only where these are equal.
 *
 * @param device such as {@code cpu}
 * @param threads that computed it
 * @param versions of Trainyard's engine parts, by name
 */
public record Environment(String device, int threads, Map<String, String> versions) {}
