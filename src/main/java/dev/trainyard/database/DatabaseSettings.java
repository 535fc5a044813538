package dev.trainyard.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the embedded database reads of the service's settings.
 *
 * @param dataDir folder of data sets, the embedded database, its password and log; relative to the working directory
 */
@ConfigurationProperties("trainyard")
// A string: Spring would look for a Path on the classpath first.
record DatabaseSettings(@DefaultValue("./data") String dataDir) {
    DatabaseFiles files() {
        return DatabaseFiles.in(Path.of(dataDir));
    }
}
