package dev.trainyard.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Puts runs side by side: what they were trained with where it differs, and what came out.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class CompareCommand implements Callable<Integer> {
    private static final Map<String, String> MEASURED = measured();

    @Mixin
    private Target target;

    @Parameters(arity = "2..*", paramLabel = "RUN")
    private List<String> runs;

    @Override
    public Integer call() throws Exception {
        List<JsonNode> compared = new ArrayList<>();
        for (String run : runs) {
            compared.add(target.api().get("/v1/runs/" + run));
        }
        target.print(JsonMapper.shared().valueToTree(compared), table(compared).toString());
        return 0;
    }

    private TextTable table(List<JsonNode> compared) {
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(runs);
        TextTable table = new TextTable(header);
        List<Map<String, String>> specs =
                compared.stream().map(run -> flat(run.path("spec"))).toList();
        Set<String> fields = new LinkedHashSet<>();
        specs.forEach(spec -> fields.addAll(spec.keySet()));
        for (String field : fields) {
            List<String> values =
                    specs.stream().map(spec -> spec.getOrDefault(field, "")).toList();
            if (Set.copyOf(values).size() > 1) {
                table.add(row(field, values));
            }
        }
        MEASURED.forEach((title, pointer) -> table.add(row(
                title, compared.stream().map(run -> rounded(run.at(pointer))).toList())));
        return table;
    }

    private static List<String> row(String title, List<String> values) {
        List<String> row = new ArrayList<>(List.of(title));
        row.addAll(values);
        return row;
    }

    /** The fields of an object and of those below it, as {@code schedule.type}. */
    private static Map<String, String> flat(JsonNode object) {
        Map<String, String> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                flat(field.getValue()).forEach((name, value) -> fields.put(field.getKey() + "." + name, value));
            } else {
                fields.put(field.getKey(), text(field.getValue()));
            }
        });
        return fields;
    }

    /** As it was asked for. */
    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static String rounded(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        return value.isFloatingPointNumber() ? String.format(Locale.ROOT, "%.4f", value.asDouble()) : text(value);
    }

    private static Map<String, String> measured() {
        Map<String, String> measured = new LinkedHashMap<>();
        measured.put("status", "/status");
        measured.put("epochs done", "/progress/epoch");
        measured.put("validation loss, best epoch", "/best_epoch/validation_loss");
        measured.put("validation accuracy, best epoch", "/best_epoch/validation_accuracy");
        measured.put("test accuracy, best epoch", "/result/best/accuracy");
        measured.put("test accuracy, last epoch", "/result/last/accuracy");
        measured.put("train accuracy, last epoch", "/last_epoch/train_accuracy");
        measured.put("images a second, last epoch", "/last_epoch/images_per_second");
        return measured;
    }
}
