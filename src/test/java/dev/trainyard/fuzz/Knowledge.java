package dev.trainyard.fuzz;

import dev.trainyard.fuzz.Wire.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What there is in the service, as its answers told: ids, cursors and ETags to ask with. */
final class Knowledge {
    private static final Pattern ID = Pattern.compile("\\b(run|exp|hook|tok|mdl|upl)_[0-9a-f]{32}");
    private static final Map<String, String> PREFIXES = Map.of(
            "runs",
            "run",
            "experiments",
            "exp",
            "webhooks",
            "hook",
            "tokens",
            "tok",
            "models",
            "mdl",
            "datasets",
            "datasets");
    /** The data set that is there from the beginning. */
    static final String BROUGHT = "figures";

    private static final Pattern PART_OF_DATASET = Pattern.compile("/(versions|uploads)");
    private static final Pattern DATASET = Pattern.compile("/v1/datasets/([^/]+)");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final int KEPT = 60;

    private final Map<String, List<String>> ids = new LinkedHashMap<>();
    private final Set<String> spared = new HashSet<>();
    private final List<String> cursors = new ArrayList<>(List.of("1"));
    private final List<String> tags = new ArrayList<>(List.of("\"none\""));

    /** What is in this answer will not be asked for, as the token with which everything is asked. */
    void spare(Answer answer) {
        ID.matcher(answer.body()).results().map(MatchResult::group).forEach(spared::add);
        ids.values().forEach(known -> known.removeAll(spared));
    }

    /** Something that is asked for by its name. */
    void learnName(String kind, String name) {
        note(ids.computeIfAbsent(kind, none -> new ArrayList<>()), name);
    }

    void learn(Answer answer) {
        Matcher id = ID.matcher(answer.body());
        for (int i = 0; i < 10 && id.find(); i++) {
            note(ids.computeIfAbsent(id.group(1), prefix -> new ArrayList<>()), id.group());
        }
        Matcher dataset = DATASET.matcher(answer.header("Location"));
        if (dataset.matches()) {
            learnName("datasets", dataset.group(1));
        }
        Matcher next = NEXT.matcher(answer.body());
        if (next.find()) {
            note(cursors, next.group(1));
        }
        if (!answer.header("ETag").isEmpty()) {
            note(tags, answer.header("ETag"));
        }
    }

    private void note(List<String> known, String text) {
        if (known.contains(text) || spared.contains(text)) {
            return;
        }
        if (known.size() < KEPT) {
            known.add(text);
        } else { // any place: what was there first is in states that no request leads to
            known.set(Math.floorMod(text.hashCode(), KEPT), text);
        }
    }

    /** One that fits the variable of the path, as a rule. */
    String id(String path, String variable, Chance chance) {
        if (variable.equals("version") || variable.equals("number")) {
            return chance.of(List.of("1", "1", "2", "3", "4"));
        }
        if (variable.equals("name") && PART_OF_DATASET.matcher(path).find() && chance.in(0.8)) {
            return BROUGHT;
        }
        String prefix = variable.equals("upload")
                ? "upl"
                : PREFIXES.getOrDefault(path.replaceFirst("^/v1/([a-z]+).*", "$1"), "");
        List<String> known = ids.getOrDefault(prefix, List.of());
        if (prefix.equals("upl") && !known.isEmpty() && chance.in(0.5)) {
            return known.get(known.size() - 1); // the others are deleted or complete, as a rule
        }
        return chance.of(known.isEmpty() ? List.of("liveness", "readiness", "db", "x") : known);
    }

    String cursor(Chance chance) {
        return chance.of(cursors);
    }

    String entityTag(Chance chance) {
        return chance.of(tags);
    }
}
