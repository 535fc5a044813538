package dev.trainyard.registry;

import dev.trainyard.archive.ArchiveImport;
import dev.trainyard.archive.ArchiveLimits;
import dev.trainyard.archive.MalformedArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes versions of archives that came in parts. */
@Component
class UploadMaker implements VersionMaker {
    private final UploadStore uploads;
    private final PartFiles files;
    private final ApplicationEventPublisher events;

    UploadMaker(UploadStore uploads, PartFiles files, ApplicationEventPublisher events) {
        this.uploads = uploads;
        this.files = files;
        this.events = events;
    }

    @Override
    public Origin origin() {
        return Origin.UPLOAD;
    }

    @Override
    public MadeVersion make(Making making) throws IOException, InterruptedException {
        UUID upload = uploads.ofVersion(making.versionId())
                .map(UploadStore.Upload::id)
                .orElseThrow(
                        () -> new UnbuildableException("upload_gone", "What was sent is there no more: send it again"));
        Path archive = making.scratch().resolve("archive");
        List<UploadStore.Part> parts = uploads.parts(upload);
        long bytes = parts.stream().mapToLong(UploadStore.Part::bytes).sum();
        files.join(upload, parts, archive, done -> making.progress("fetch", done, bytes));
        try {
            ArchiveImport.Imported imported = ArchiveImport.run(
                    archive,
                    ArchiveLimits.DEFAULT,
                    UploadOptions.read(making.options()).forImport(),
                    making.scratch(),
                    making.target(),
                    making::progress);
            return new MadeVersion(imported.summary(), imported.leftOut());
        } catch (MalformedArchiveException e) {
            throw new UnbuildableException("malformed_archive", e.what());
        }
    }

    @Override
    public void made(UUID version) {
        uploads.deleteOfVersion(version);
        events.publishEvent(new Wasted());
    }
}
