package dev.trainyard.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the embedded database reads of the service's settings.
 *
 * @param dataDir the folder that holds everything the service keeps on disk; relative to the working directory. A
 *     string, since Spring would look for a {@code Path} on the classpath first.
 */
@ConfigurationProperties("trainyard")
record DatabaseSettings(@DefaultValue("./data") String dataDir) {
    DatabaseFiles files() {
        return DatabaseFiles.in(Path.of(dataDir));
    }
}
