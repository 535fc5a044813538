package dev.trainyard.bench;

import dev.trainyard.dataset.BatchLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** How long threads slept in {@link BatchLoader#next}, by the Java flight recorder, which notes every sleep. */
final class DataWaits implements AutoCloseable {
    private final Recording recording = new Recording();

    private DataWaits() {
        recording.enable("jdk.ThreadPark").withThreshold(Duration.ZERO).withStackTrace();
    }

    /** Begins. */
    static DataWaits record() {
        DataWaits waits = new DataWaits();
        waits.recording.start();
        return waits;
    }

    /** Ends; all the waits together. */
    Duration stop() throws IOException {
        recording.stop();
        Path file = Files.createTempFile("data-waits", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(DataWaits::isForData)
                    .map(RecordedEvent::getDuration)
                    .reduce(Duration.ZERO, Duration::plus);
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        recording.close();
    }

    private static boolean isForData(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod())
                        .anyMatch(method -> method.getName().equals("next")
                                && method.getType().getName().equals(BatchLoader.class.getName()));
    }
}
