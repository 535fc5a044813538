package dev.trainyard.web;

import dev.trainyard.request.ApiController;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page at the root. Spring Boot's own mapping of it refuses what it does not like without a problem, and so do ranges
 * of a resource: it is a text, which has none.
 */
@ApiController
@Hidden
class PageController {
    private final String page;

    PageController() throws IOException {
        this.page = new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page() {
        return page;
    }
}
