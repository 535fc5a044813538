package dev.trainyard.run;

import dev.trainyard.access.Caller;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import dev.trainyard.request.PageQuery;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Which runs somebody wants to see, as it came: every parameter a text, so that we can say what is wrong with it. */
record RunQuery(
        @Schema(
                description = "only runs with this status",
                allowableValues = {
                    "queued",
                    "running",
                    "pausing",
                    "paused",
                    "cancelling",
                    "succeeded",
                    "failed",
                    "cancelled"
                })
        @Nullable
        String status,

        @Schema(description = "only runs of this model") @Nullable
        String model,

        @Schema(description = "only runs with this activation") @Nullable
        String activation,

        @Schema(description = "only runs on this data set") @Nullable
        String dataset,

        @Schema(description = "only runs with this tag") @Nullable
        String tag,

        @Schema(description = "only runs of this owner") @Nullable
        String owner,

        @Schema(description = "the `next` of the page before") @Nullable
        String after,

        @Schema(description = "runs on a page", type = "integer", minimum = "1", maximum = "200", defaultValue = "50")
        @Nullable
        String limit) {
    private static final int LONGEST_TEXT = 200;

    /**
     * What was asked for, understood.
     *
     * @param size of a page
     */
    record Cut(Specification<Run> which, int size) {}

    /** Throws InvalidRequestException with everything that cannot be understood. */
    Cut cut() {
        List<Invalid> errors = new ArrayList<>();
        List<Specification<Run>> conditions = new ArrayList<>();
        status(errors).ifPresent(wanted -> conditions.add(equal("status", wanted)));
        text("model", model, errors).ifPresent(text -> conditions.add(equal("model", text)));
        text("activation", activation, errors).ifPresent(text -> conditions.add(equal("activation", text)));
        text("dataset", dataset, errors).ifPresent(text -> conditions.add(equal("dataset", text)));
        text("tag", tag, errors).ifPresent(text -> conditions.add(tagged(text)));
        text("owner", owner, errors).ifPresent(text -> conditions.add(equal("owner", text)));
        PageQuery.Cut<RunId> page = new PageQuery(after, limit).cut(RunId::parse, RunId.LAST, errors);
        conditions.add(before(page.after()));
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new Cut(Specification.allOf(conditions), page.size());
    }

    private Optional<RunStatus> status(List<Invalid> errors) {
        if (status == null) {
            return Optional.empty();
        }
        Optional<RunStatus> found = Optional.ofNullable(RunStatus.labelled().get(status));
        if (found.isEmpty()) {
            errors.add(Invalid.parameter(
                    "status", status, String.join(", ", RunStatus.labelled().keySet())));
        }
        return found;
    }

    private static Optional<String> text(String name, @Nullable String value, List<Invalid> errors) {
        if (value == null || JsonKind.isClean(value, LONGEST_TEXT)) {
            return Optional.ofNullable(value);
        }
        errors.add(Invalid.parameter(name, value, JsonKind.text(LONGEST_TEXT).allowed()));
        return Optional.empty();
    }

    /** The runs that are there for a caller at all. */
    static Specification<Run> seenBy(Caller caller) {
        return caller.isAdmin() ? Specification.unrestricted() : equal("owner", caller.owner());
    }

    private static Specification<Run> equal(String attribute, Object value) {
        return (run, query, criteria) -> criteria.equal(run.get(attribute), value);
    }

    private static Specification<Run> before(RunId id) {
        return (run, query, criteria) -> criteria.lessThan(run.get("id"), id.value());
    }

    private static Specification<Run> tagged(String tag) {
        return (run, query, criteria) ->
                ((HibernateCriteriaBuilder) criteria).collectionContains(run.<List<String>>get("tags"), tag);
    }
}
