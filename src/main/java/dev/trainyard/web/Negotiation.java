package dev.trainyard.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Which headers of a request have a say in its answer. */
@Configuration(proxyBeanMethods = false)
class Negotiation implements WebMvcConfigurer {
    private static final String CHARSET = "charset";

    /**
     * All that is written here is UTF-8; JSON can be nothing else (RFC 8259, 8.1). A charset that somebody accepts besides
     * chooses nothing: Spring would do what was asked for, and then find nobody to write the answer.
     */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        var header = new HeaderContentNegotiationStrategy();
        negotiation.strategies(List.of(request -> header.resolveMediaTypes(request).stream()
                .map(Negotiation::withoutCharset)
                .toList()));
    }

    private static MediaType withoutCharset(MediaType type) {
        Map<String, String> parameters = new LinkedHashMap<>(type.getParameters());
        return parameters.keySet().removeIf(CHARSET::equalsIgnoreCase) ? new MediaType(type, parameters) : type;
    }

    /** Swagger UI reads the headers of proxies whether we believe them or not; so it gets none where we do not. */
    @Bean
    @ConditionalOnProperty(name = "server.forward-headers-strategy", havingValue = "none")
    ForwardedHeaderFilter noForwardedHeaders() {
        ForwardedHeaderFilter filter = new ForwardedHeaderFilter();
        filter.setRemoveOnly(true);
        return filter;
    }
}
