package dev.trainyard.client;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The command line's commands; {@code docs/clients.md} shows them at work. */
@Command(
        name = "trainyard",
        mixinStandardHelpOptions = true,
        version = "see GET /actuator/info of the service",
        description = "Submits runs and experiments to a Trainyard service, and shows what they come to.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a run that was watched has not succeeded",
            "2:the command line is wrong",
            "3:the service refused",
            "4:the service did not answer"
        },
        subcommands = {
            SubmitCommand.class,
            WatchCommand.class,
            RunsCommand.class,
            ShowCommand.class,
            CompareCommand.class,
            SteerCommand.Cancel.class,
            SteerCommand.Pause.class,
            SteerCommand.Resume.class,
            ExperimentCommand.class,
            ReportCommand.class,
            PullCommand.class,
            PredictCommand.class
        })
public final class Client {
    static final int NOT_SUCCEEDED = 1;
    static final int REFUSED = 3;
    static final int NO_ANSWER = 4;

    private Client() {}

    /** Whether a command line is for the client, and not for the service: it begins with a command. */
    public static boolean isAskedFor(String[] arguments) {
        return arguments.length > 0
                && (arguments[0].equals("--help")
                        || arguments[0].equals("-h")
                        || create().getSubcommands().containsKey(arguments[0]));
    }

    /** Does what the command line says; returns the exit code. */
    public static int run(String[] arguments) {
        return create().execute(arguments);
    }

    static CommandLine create() {
        return new CommandLine(new Client()).setExecutionExceptionHandler((problem, line, parsed) -> {
            line.getErr().println(message(problem));
            line.getErr().flush();
            return exitCode(problem);
        });
    }

    private static int exitCode(Exception problem) {
        if (problem instanceof RefusedException) {
            return REFUSED;
        }
        return problem instanceof IOException ? NO_ANSWER : ExitCode.SOFTWARE;
    }

    private static String message(Exception problem) {
        if (problem instanceof RefusedException) {
            return Objects.requireNonNullElse(problem.getMessage(), "");
        }
        if (problem instanceof HttpTimeoutException) {
            return "The service took too long to answer";
        }
        return "The service cannot be reached: %s"
                .formatted(
                        problem.getMessage() == null
                                ? problem.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                                : problem.getMessage());
    }
}
