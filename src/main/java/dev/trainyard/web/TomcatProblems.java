package dev.trainyard.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Has Tomcat answer with a problem, too, where a request is so wrong that it reaches no application. */
@Component
class TomcatProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemValve.class.getName()));
    }

    /** Made by Tomcat, by its name. */
    public static class ProblemValve extends ErrorReportValve {
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setCharacterEncoding("UTF-8");
                response.getReporter().write(JSON.writeValueAsString(fields(HttpStatusCode.valueOf(status))));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                // Whoever asked is gone, or has got an answer already.
                container.getLogger().debug("No answer to a bad request", e);
            }
        }

        private static Map<String, Object> fields(HttpStatusCode status) {
            ProblemDetail problem = Problems.of(status, "The request is no HTTP request that a server can serve");
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("type", String.valueOf(problem.getType()));
            fields.put("title", String.valueOf(problem.getTitle()));
            fields.put("status", problem.getStatus());
            fields.put("detail", String.valueOf(problem.getDetail()));
            fields.putAll(Map.copyOf(problem.getProperties()));
            return fields;
        }
    }
}
