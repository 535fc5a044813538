package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.training.EngineUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

class ProblemAdviceTest {
    private final ProblemAdvice advice = new ProblemAdvice();

    @Test
    void anUnexpectedExceptionIsAnInternalErrorThatTellsNothingOfTheInside() {
        var answer = advice.unexpected(new IllegalStateException("a secret", new IOException("another")));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(answer.getBody()).extracting(ProblemAdviceTest::code).isEqualTo("internal_error");
        assertThat(String.valueOf(answer.getBody())).doesNotContain("secret", "another", "Exception");
    }

    @Test
    void aConnectionThatBreaksOrAServerThatShutsDownIsAnAbsentDatabase() {
        assertThat(status("08006")).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(status("57P01")).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void aStatementThatTheDatabaseRefusesIsAnErrorOfOurs() {
        assertThat(status("42601")).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(status("23514")).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @Test
    void aProcessThatCannotComputeSaysSoAndKeepsTheReasonForItsOperator() {
        var answer = advice.engineUnavailable(new EngineUnavailableException("no GPU in /dev", "buy one"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getBody()).extracting(ProblemAdviceTest::code).isEqualTo("engine_unavailable");
        assertThat(String.valueOf(answer.getBody())).doesNotContain("/dev");
    }

    private Object status(String sqlState) {
        return advice.unexpected(new IllegalStateException(new SQLException("no", sqlState)))
                .getStatusCode();
    }

    private static Object code(ProblemDetail problem) {
        return Objects.requireNonNull(problem.getProperties()).getOrDefault("code", "none");
    }
}
