package dev.trainyard.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The options of every command: which service, and in what form its answers are shown. */
@SuppressWarnings("NullAway.Init") // picocli sets them
final class Target {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:TRAINYARD_URL:-http://127.0.0.1:8080}",
            description = "the service; by default TRAINYARD_URL, or http://127.0.0.1:8080")
    private URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:TRAINYARD_TOKEN:-}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "where the service asks for one; better in TRAINYARD_TOKEN, which no list of processes shows")
    private String token;

    @Option(names = "--json", description = "print the service's own answers, a line each")
    private boolean json;

    Api api() {
        return new Api(url, token);
    }

    boolean json() {
        return json;
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** The content of a file that the command line names; one that is not there is a wrong command line. */
    byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ParameterException(command.commandLine(), "There is no file " + file, e);
        }
    }

    /** Prints the answer itself, or that line about it. */
    void print(JsonNode answer, String line) {
        out().println(json ? answer.toString() : line);
        out().flush();
    }
}
