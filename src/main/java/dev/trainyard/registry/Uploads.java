package dev.trainyard.registry;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Archives that come in parts, in any order and each as often as it takes, until they are complete. */
@Service
class Uploads {
    private static final int MOST_PARTS = 10_000;

    private final UploadStore uploads;
    private final PartFiles files;
    private final Versions versions;
    private final StorageQuota storage;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Uploads(
            UploadStore uploads,
            PartFiles files,
            Versions versions,
            StorageQuota storage,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.uploads = uploads;
        this.files = files;
        this.storage = storage;
        this.events = events;
        this.versions = versions;
        this.transaction = transaction;
        this.clock = clock;
    }

    UploadView begin(String dataset, UploadOptions options) {
        versions.requireDataset(dataset);
        storage.require(dataset, 1);
        UUID id = UUID.randomUUID();
        uploads.create(id, dataset, options.json(), clock.instant());
        return get(dataset, DatasetIds.UPLOAD.write(id));
    }

    UploadView get(String dataset, String id) {
        UploadStore.Upload upload = require(dataset, id);
        return UploadView.of(upload, uploads.parts(upload.id()));
    }

    /**
     * Stores a part.
     *
     * @param expected SHA-256 that the part should have; null if its sender did not say
     */
    UploadView put(String dataset, String id, String number, @Nullable String expected, InputStream content) {
        UploadStore.Upload upload = requireOpen(dataset, id);
        int place = place(number);
        UploadStore.Part part = received(upload, place, expected, content);
        try {
            keep(upload, part).ifPresent(before -> files.delete(upload.id(), before));
        } catch (ProblemException refused) {
            files.delete(upload.id(), part);
            throw refused;
        }
        return get(dataset, id);
    }

    /** Notes that a part has come; gives the one whose place it takes. */
    private Optional<UploadStore.Part> keep(UploadStore.Upload upload, UploadStore.Part part) {
        return transaction.execute(status -> {
            storage.lockOwner(upload.dataset());
            requireOpen(uploads.lock(upload.id()).orElseThrow(() -> absent(DatasetIds.UPLOAD.write(upload.id()))));
            Optional<UploadStore.Part> before = requireRoom(upload, part);
            uploads.put(upload.id(), part);
            return before;
        });
    }

    /** Throws QuotaExceededException unless there is room for it in the place of the one that it gives. */
    private Optional<UploadStore.Part> requireRoom(UploadStore.Upload upload, UploadStore.Part part) {
        Optional<UploadStore.Part> before = uploads.part(upload.id(), part.number());
        storage.require(
                upload.dataset(),
                part.bytes() - before.map(UploadStore.Part::bytes).orElse(0L));
        return before;
    }

    private UploadStore.Part received(
            UploadStore.Upload upload, int number, @Nullable String expected, InputStream content) {
        try {
            return files.put(upload.id(), number, content, part -> {
                requireMatch(part, expected);
                requireRoom(upload, part);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("part %d of upload %s cannot be stored".formatted(number, upload.id()), e);
        }
    }

    private static void requireMatch(UploadStore.Part part, @Nullable String expected) {
        if (part.bytes() == 0 || (expected != null && !expected.equalsIgnoreCase(part.sha256()))) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "part_mismatch",
                    "Part %d came as %d bytes with the SHA-256 %s; send it again"
                            .formatted(part.number(), part.bytes(), part.sha256()));
        }
    }

    /** Has a version made of all parts. */
    VersionView complete(String dataset, String id, String actor) {
        UploadStore.Upload upload = requireOpen(dataset, id);
        return transaction.execute(status -> {
            versions.lock(dataset); // before the upload, as who deletes the data set does
            UploadStore.Upload locked = requireOpen(uploads.lock(upload.id()).orElseThrow(() -> absent(id)));
            requireWhole(uploads.parts(locked.id()));
            Versions.Begun begun =
                    versions.begin(dataset, new NewVersion(Origin.UPLOAD, null, locked.options()), actor);
            uploads.complete(locked.id(), begun.id());
            return begun.view();
        });
    }

    void delete(String dataset, String id) {
        if (!uploads.deleteOpen(requireOpen(dataset, id).id())) {
            throw complete();
        }
        events.publishEvent(new Wasted());
    }

    private UploadStore.Upload requireOpen(String dataset, String id) {
        return requireOpen(require(dataset, id));
    }

    private static UploadStore.Upload requireOpen(UploadStore.Upload upload) {
        if (upload.version() != null) {
            throw complete();
        }
        return upload;
    }

    private static ProblemException complete() {
        return new ProblemException(
                HttpStatus.CONFLICT, "upload_complete", "The upload is complete: a version is made of it");
    }

    private UploadStore.Upload require(String dataset, String id) {
        return DatasetIds.UPLOAD
                .parse(id)
                .flatMap(uploads::find)
                .filter(upload -> upload.dataset().equals(dataset))
                .orElseThrow(() -> absent(id));
    }

    private static ProblemException absent(String id) {
        return new ProblemException(
                HttpStatus.NOT_FOUND, "upload_not_found", "There is no upload %s".formatted(JsonKind.quoted(id)));
    }

    private static int place(String number) {
        int place = number.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(number) : 0;
        if (place < 1 || place > MOST_PARTS) {
            throw new InvalidRequestException(List.of(new Invalid(
                    "{number}", "number is " + JsonKind.quoted(number), "a whole number, 1 to " + MOST_PARTS)));
        }
        return place;
    }

    private static void requireWhole(List<UploadStore.Part> parts) {
        List<Integer> there = parts.stream().map(UploadStore.Part::number).toList();
        int last = there.stream().mapToInt(Integer::intValue).max().orElse(1);
        List<Integer> missing = IntStream.rangeClosed(1, last)
                .boxed()
                .filter(number -> !there.contains(number))
                .limit(20)
                .toList();
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "upload_incomplete", "These parts have not come: " + missing);
        }
    }
}
