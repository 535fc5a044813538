package dev.trainyard.access;

import dev.trainyard.request.ApiController;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import dev.trainyard.request.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** Tokens over HTTP, for admins. */
@ApiController
@RequestMapping("/v1/tokens")
@Tag(name = "Access")
class TokenController {
    private final Tokens tokens;
    private final AccessMode mode;
    private final Clock clock;

    TokenController(Tokens tokens, AccessMode mode, Clock clock) {
        this.tokens = tokens;
        this.mode = mode;
        this.clock = clock;
    }

    @Operation(
            summary = "Make a token (admins)",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = TokenRequest.class))))
    @ApiResponse(responseCode = "201", description = "The token itself is shown now and never again.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<IssuedToken> issueToken(@RequestBody JsonNode body, @AuthenticationPrincipal Caller caller) {
        if (mode == AccessMode.OPEN) {
            // It would lock everybody out at the next start, who did nothing wrong.
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "access_open",
                    "Nobody needs a token here; start the service with %s first".formatted(AdminToken.VARIABLE));
        }
        IssuedToken issued = tokens.issue(TokenRequest.read(body, clock.instant()), caller.actor());
        return ResponseEntity.created(URI.create("/v1/tokens")).body(issued);
    }

    @Operation(summary = "List the tokens, newest first (admins)")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<TokenView> listTokens(@ParameterObject PageQuery query) {
        return tokens.list(query.cut(TokenId::parse, TokenId.LAST));
    }

    @Operation(summary = "Revoke a token (admins)")
    @ApiResponse(responseCode = "204", description = "It lets nobody in any more.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{id}")
    void revokeToken(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        tokens.revoke(id, caller.actor());
    }
}
