package dev.trainyard.fuzz;

import dev.trainyard.fuzz.Wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was sent and answered, and what was wrong. */
public final class FuzzReport {
    private static final int SHOWN_OF_A_KIND = 2;

    private final long seed;
    private final Map<String, int[]> answersByMutation = new TreeMap<>();
    private final Map<Integer, Integer> answersByStatus = new TreeMap<>();
    private final Map<String, Boolean> served = new TreeMap<>();
    private final Map<String, Integer> countByFault = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    FuzzReport(long seed) {
        this.seed = seed;
    }

    void add(Case sent, Optional<Answer> answer, List<String> wrong) {
        for (String fault : wrong) {
            String kind = fault.lines().findFirst().orElse(fault);
            if (countByFault.merge(kind, 1, Integer::sum) <= SHOWN_OF_A_KIND) {
                faults.add("%s%n%s%n-> %s%n(seed %d)%n"
                        .formatted(fault, sent, answer.map(Answer::toString).orElse("nothing"), seed));
            }
        }
    }

    void count(Case sent, Optional<Answer> answer) {
        int status = answer.map(Answer::status).orElse(0);
        answersByStatus.merge(status, 1, Integer::sum);
        List<String> names = sent.mutations().isEmpty()
                ? List.of("none: a valid request")
                : sent.mutations().stream()
                        .map(RequestMutation::name)
                        .distinct()
                        .toList();
        names.forEach(name -> answersByMutation.computeIfAbsent(name, none -> new int[6])[status / 100]++);
        if (!sent.operation().answers().isEmpty()) {
            served.merge(sent.operation().toString(), status >= 200 && status < 400, Boolean::logicalOr);
        }
    }

    /** What was wrong, with the first requests that showed it. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** What was wrong, and how often. */
    public Map<String, Integer> countByFault() {
        return Map.copyOf(countByFault);
    }

    /** Operations of the document that never did what they are for: their inside was not reached. */
    public Set<String> neverServed() {
        Set<String> never = new TreeSet<>(served.keySet());
        never.removeIf(name -> served.getOrDefault(name, false));
        return never;
    }

    /** Markdown. */
    public String table() {
        StringBuilder table =
                new StringBuilder("| what was done to a request | 2xx | 3xx | 4xx | 5xx | hung up |%n".formatted());
        table.append("|---|--:|--:|--:|--:|--:|%n".formatted());
        answersByMutation.forEach((name, n) -> table.append("| %s | %d | %d | %d | %d | %d |%n"
                .formatted(name.toLowerCase(java.util.Locale.ROOT).replace('_', ' '), n[2], n[3], n[4], n[5], n[0])));
        return table.append("%nAnswers by status: %s%n".formatted(answersByStatus))
                .toString();
    }
}
