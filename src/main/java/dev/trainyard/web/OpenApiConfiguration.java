package dev.trainyard.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the API at /v3/api-docs, generated from the code; docs/openapi.json is a copy. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Trainyard")
                        .version("1")
                        .description("Training as a service: CIFAR ResNets with trainable activations, queued, trained"
                                + " and measured. Every error is a problem (RFC 9457) with a `code` for programs.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                // Relative: the same document wherever the service runs.
                .servers(List.of(new Server().url("/")));
    }

    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(OpenApiConfiguration::mayFail);
        };
    }

    private static void mayFail(Operation operation) {
        var content = new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
        operation
                .getResponses()
                .addApiResponse(
                        "default", new ApiResponse().description("A problem").content(content));
    }

    private static Schema<?> problem() {
        Schema<?> error = object("One thing that is wrong with the request")
                .addProperty("pointer", text("JSON pointer into the body, or ? and a query parameter", "/epochs"))
                .addProperty("message", text("what is wrong, with the value that was given", "epochs is -3"))
                .addProperty("allowed", text("what would be right", "a whole number, 1 to 10000"));
        return object("What went wrong (RFC 9457)")
                .addProperty("type", text("the code as a URN", "urn:trainyard:problem:invalid_request"))
                .addProperty("title", text("the code in words", "Invalid request"))
                .addProperty("status", new Schema<>().types(Set.of("integer")).example(422))
                .addProperty("detail", text("what went wrong this time", "epochs is -3"))
                .addProperty("code", text("what went wrong, for programs", "invalid_request"))
                .addProperty("errors", new Schema<>().types(Set.of("array")).items(error));
    }

    private static Schema<?> object(String description) {
        return new Schema<>().types(Set.of("object")).description(description);
    }

    private static Schema<?> text(String description, String example) {
        return new Schema<>().types(Set.of("string")).description(description).example(example);
    }
}
