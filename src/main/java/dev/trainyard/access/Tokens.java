package dev.trainyard.access;

import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The bearer tokens: given out, looked up and revoked. */
@Service
@Transactional
class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final NewToken FIRST = new NewToken(AdminToken.VARIABLE, "admin", Role.ADMIN, null);

    private final AccessTokenRepository tokens;
    private final AuditLog audit;
    private final Clock clock;

    Tokens(AccessTokenRepository tokens, AuditLog audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a token; nobody can find its secret out later. */
    public IssuedToken issue(NewToken asked, String actor) {
        Secret secret = Secret.random();
        return new IssuedToken(store(asked, secret, actor).view(), secret.value());
    }

    /** Lets the operator's token in, unless it is known already: revoked once, it stays so. */
    public void install(Secret secret) {
        Optional<AccessToken> known = tokens.findBySha256(secret.sha256());
        if (known.isEmpty()) {
            LOG.info("The admin token of {} is now known", AdminToken.VARIABLE);
            store(FIRST, secret, "environment");
        } else if (!known.get().isValid(clock.instant())) {
            LOG.warn("The admin token of {} was revoked and lets nobody in", AdminToken.VARIABLE);
        }
    }

    private AccessToken store(NewToken asked, Secret secret, String actor) {
        Instant now = clock.instant();
        AccessToken token = tokens.save(new AccessToken(asked, secret, now));
        audit.record(
                actor,
                "token.created",
                token.tokenId().toString(),
                "%s for %s".formatted(asked.role().label(), asked.owner()));
        return token;
    }

    /** Ends a token; to end one twice changes nothing. */
    public void revoke(String id, String actor) {
        AccessToken token = TokenId.parse(id)
                .flatMap(known -> tokens.lock(known.value()))
                .orElseThrow(() -> new TokenNotFoundException(id));
        if (token.revoke(clock.instant())) {
            audit.record(actor, "token.revoked", id, null);
        }
    }

    /** A page of all tokens, revoked ones included, newest first. */
    @Transactional(readOnly = true)
    public Page<TokenView> list(PageQuery.Cut<TokenId> cut) {
        var found = tokens.findByIdLessThanOrderByIdDesc(cut.after().value(), Limit.of(cut.size() + 1));
        return Page.of(found.stream().map(AccessToken::view).toList(), cut.size(), TokenView::id);
    }

    /** Whether a token was ever given out. */
    @Transactional(readOnly = true)
    public boolean exist() {
        return tokens.count() > 0;
    }
}
