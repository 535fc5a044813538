package dev.trainyard.access;

import dev.trainyard.request.ApiController;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The audit over HTTP, for admins. */
@ApiController
@RequestMapping("/v1/audit")
@Tag(name = "Access")
class AuditController {
    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    @Operation(summary = "List who did what to runs, models and tokens, newest first (admins)")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<AuditEvent.View> listAudit(@ParameterObject PageQuery query) {
        return audit.list(query.cut(AuditController::sequence, Long.MAX_VALUE));
    }

    private static Optional<Long> sequence(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
