package dev.trainyard.web;

import dev.trainyard.request.ApiController;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;

/** The page at the root. Spring Boot's own mapping of it refuses what it does not like without a problem. */
@ApiController
@Hidden
class PageController {
    private static final Resource PAGE = new ClassPathResource("static/index.html");

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Resource page() {
        return PAGE;
    }
}
