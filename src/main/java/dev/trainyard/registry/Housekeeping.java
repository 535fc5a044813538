package dev.trainyard.registry;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Takes files out of the store that nothing needs any more. */
@Component
class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    /** An upload of which no version was made is resumed within a week, or not at all. */
    private static final Duration UPLOADS_LAST = Duration.ofDays(7);

    private final VersionFiles files;
    private final UploadStore uploads;
    private final Uploads archives;
    private final Clock clock;

    Housekeeping(VersionFiles files, UploadStore uploads, Uploads archives, Clock clock) {
        this.files = files;
        this.uploads = uploads;
        this.archives = archives;
        this.clock = clock;
    }

    @TransactionalEventListener
    void deleteFile(VersionGone version) {
        try {
            files.delete(version.version());
        } catch (IOException e) {
            LOG.warn("The file of the deleted version {} stays in the store", version.version(), e);
        }
    }

    @TransactionalEventListener
    void deleteParts(UploadGone upload) {
        archives.discard(upload.upload());
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void discardOldUploads() {
        uploads.begunBefore(clock.instant().minus(UPLOADS_LAST)).forEach(upload -> archives.discard(upload.id()));
    }
}
