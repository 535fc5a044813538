package dev.trainyard.access;

import dev.trainyard.request.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.TransactionException;

/** Nobody can say now whether a token is right: the database or the OIDC issuer is away. */
final class LoginUnavailableException extends AuthenticationException {
    private static final long serialVersionUID = 1;

    private final RuntimeException reason;

    LoginUnavailableException(RuntimeException reason) {
        super("Tokens cannot be checked", reason);
        this.reason = reason;
    }

    /** A database that is away is told as everywhere else. */
    Exception problem() {
        if (reason instanceof DataAccessException || reason instanceof TransactionException) {
            return reason;
        }
        var problem = new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE, "login_unavailable", "The OIDC issuer does not answer. Try again.");
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
        return problem;
    }
}
