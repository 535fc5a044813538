package dev.trainyard.registry;

import dev.trainyard.archive.ArchiveImport;
import dev.trainyard.archive.ArchiveLimits;
import dev.trainyard.archive.MalformedArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes versions of archives that came in parts. */
@Component
class UploadMaker implements VersionMaker {
    private final UploadStore uploads;
    private final PartFiles files;
    private final Uploads archives;

    UploadMaker(UploadStore uploads, PartFiles files, Uploads archives) {
        this.uploads = uploads;
        this.files = files;
        this.archives = archives;
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
        making.progress("fetch", 0, 1);
        Path archive = making.scratch().resolve("archive");
        files.join(upload, uploads.parts(upload), archive);
        try {
            ArchiveImport.Imported imported = ArchiveImport.run(
                    archive,
                    ArchiveLimits.DEFAULT,
                    UploadOptions.read(making.options()).forImport(),
                    making.scratch(),
                    making.target(),
                    (done, total) -> making.progress("decode", done, total));
            return new MadeVersion(imported.summary(), imported.leftOut());
        } catch (MalformedArchiveException e) {
            throw new UnbuildableException("malformed_archive", e.what());
        }
    }

    @Override
    public void made(UUID version) {
        uploads.ofVersion(version).ifPresent(upload -> archives.discard(upload.id()));
    }
}
