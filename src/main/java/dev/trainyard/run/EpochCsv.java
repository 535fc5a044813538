package dev.trainyard.run;

import dev.trainyard.request.Csv;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Epochs as CSV (RFC 4180), for a spreadsheet. An activation parameter that the network shares has a column of its
 * own; where there are many of each, one column has them all as JSON.
 */
@Component
class EpochCsv extends AbstractHttpMessageConverter<EpochList> {
    private static final MediaType TEXT_CSV = new MediaType("text", "csv");

    private static final String SHARED = "network";

    private final JsonMapper json;

    EpochCsv(JsonMapper json) {
        super(TEXT_CSV);
        this.json = json;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == EpochList.class;
    }

    @Override
    protected EpochList readInternal(Class<? extends EpochList> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("Epochs are written by the service alone", message);
    }

    @Override
    protected void writeInternal(EpochList epochs, HttpOutputMessage message) throws IOException {
        Writer writer = new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8);
        List<String> parameters = parameters(epochs);
        writer.write(Csv.line(Stream.concat(
                Stream.of(
                        "epoch",
                        "train_loss",
                        "train_accuracy",
                        "validation_loss",
                        "validation_accuracy",
                        "learning_rate",
                        "images_per_second",
                        "duration_seconds",
                        "finished_at"),
                parameters.stream())));
        for (EpochView epoch : epochs.data()) {
            writer.write(Csv.line(Stream.concat(measured(epoch), learnt(epoch, epochs, parameters))));
        }
        writer.flush();
    }

    /** The columns after the measured ones; a run without an epoch has none. */
    private static List<String> parameters(EpochList epochs) {
        if (!epochs.sharing().equals(SHARED)) {
            return List.of("activation_parameters");
        }
        return epochs.data().stream()
                .limit(1)
                .flatMap(epoch -> epoch.activationParameters().keySet().stream())
                .toList();
    }

    private static Stream<Object> measured(EpochView epoch) {
        return Stream.of(
                epoch.epoch(),
                epoch.trainLoss(),
                epoch.trainAccuracy(),
                epoch.validationLoss(),
                epoch.validationAccuracy(),
                epoch.learningRate(),
                epoch.imagesPerSecond(),
                epoch.durationSeconds(),
                epoch.finishedAt());
    }

    private Stream<Object> learnt(EpochView epoch, EpochList epochs, List<String> parameters) {
        return epochs.sharing().equals(SHARED)
                ? parameters.stream().map(epoch.activationParameters()::get)
                : Stream.of(json.writeValueAsString(epoch.activationParameters()));
    }
}
