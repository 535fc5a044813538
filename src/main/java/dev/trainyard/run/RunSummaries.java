package dev.trainyard.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trainyard.request.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Runs as lists show them. Whoever polls lists sees mostly runs that have not changed since: these are kept by their
 * versions, which the database counts, so that nobody is shown an older one than the database has.
 */
@Component
class RunSummaries {
    /** Some 2 KB each. */
    private static final int KEPT = 10_000;

    private final RunRepository runs;
    private final Cache<RunVersion, RunSummary> kept =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    RunSummaries(RunRepository runs) {
        this.runs = runs;
    }

    /** The page with all that lists tell of its runs, in these versions or later ones. */
    Page<RunSummary> of(Page<RunVersion> page) {
        Map<RunVersion, RunSummary> found = kept.getAll(page.data(), this::read);
        return new Page<>(
                page.data().stream().map(found::get).filter(Objects::nonNull).toList(), page.hasMore(), page.next());
    }

    private Map<RunVersion, RunSummary> read(Set<? extends RunVersion> wanted) {
        Map<UUID, RunVersion> versions = wanted.stream().collect(Collectors.toMap(RunVersion::id, Function.identity()));
        return runs.findByIdIn(List.copyOf(versions.keySet())).stream()
                .collect(Collectors.toMap(run -> versions.get(run.runId().value()), RunSummary::of));
    }
}
