package dev.trainyard.access;

import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who did what; an event is written in the transaction of what was done, and never changes. */
@Component
public class AuditLog {
    private final AuditEventRepository events;
    private final Clock clock;

    AuditLog(AuditEventRepository events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Notes what somebody did.
     *
     * @param actor see {@link Caller#actor}
     * @param action what was done, such as {@code token.revoked}: a kind of subject that the table knows, and a verb
     * @param subject the id of what it was done to
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String actor, String action, String subject, @Nullable String detail) {
        events.save(new AuditEvent(clock.instant(), actor, action, subject, detail));
    }

    /** A page, newest first: a walk sees every event once that was there when it began. */
    @Transactional(readOnly = true)
    public Page<AuditEvent.View> list(PageQuery.Cut<Long> cut) {
        var found = events.findBySequenceLessThanOrderBySequenceDesc(cut.after(), Limit.of(cut.size() + 1));
        return Page.of(
                found.stream().map(AuditEvent::view).toList(), cut.size(), event -> Long.toString(event.sequence()));
    }
}
