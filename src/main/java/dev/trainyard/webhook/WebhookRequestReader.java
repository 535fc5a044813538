package dev.trainyard.webhook;

import dev.trainyard.egress.AddressRule;
import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the request for a webhook; {@link WebhookRequest} documents it. */
@Component
class WebhookRequestReader {
    private static final int LONGEST_URL = 2000;

    /** Hosts that are addresses, the old forms of IPv4 in fewer or hexadecimal numbers included. */
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+|.*\\.?0[xX][0-9a-fA-F]*");

    private final WebhookSettings settings;
    private final AddressRule rule;

    WebhookRequestReader(WebhookSettings settings) {
        this.settings = settings;
        this.rule = new AddressRule(settings.allowedHosts());
    }

    /** Throws InvalidRequestException with everything that is wrong. */
    NewWebhook read(JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        String url = url(fields);
        List<WebhookEvent> events = fields.list(
                        "events", 1, WebhookEvent.values().length, JsonKind.choice(WebhookEvent.labelled()))
                .orElse(List.of(WebhookEvent.values()));
        boolean enabled = fields.bool("enabled", true);
        fields.complete();
        return new NewWebhook(url, events.stream().distinct().toList(), enabled);
    }

    private String url(JsonFields fields) {
        fields.require("url", allowed());
        String url = fields.text("url", LONGEST_URL).orElse("");
        if (!url.isEmpty()) {
            objection(url)
                    .ifPresent(why ->
                            fields.reject("url", "url is %s: %s".formatted(JsonKind.quoted(url), why), allowed()));
        }
        return url;
    }

    private Optional<String> objection(String url) {
        try {
            return objection(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.of("no URL");
        }
    }

    private Optional<String> objection(URI url) {
        String host = url.getHost();
        if (host == null || !url.isAbsolute()) {
            return Optional.of("no absolute URL with a host");
        }
        if (!url.getScheme().equals("https")
                && !(settings.httpAllowed() && url.getScheme().equals("http"))) {
            return Optional.of("its scheme is " + url.getScheme());
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("it has a user or a fragment");
        }
        return isForbiddenAddress(host)
                ? Optional.of("its address is not one of the public internet")
                : Optional.empty();
    }

    /** Names are looked up for each delivery: what one stands for now says nothing. */
    private boolean isForbiddenAddress(String host) {
        try {
            return host.equalsIgnoreCase("localhost") && !rule.allows(host, InetAddress.getLoopbackAddress())
                    || ADDRESS.matcher(host).matches() && !rule.allows(host, InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private String allowed() {
        return "an absolute %s URL of at most %d characters, without user and fragment, of a host on the internet"
                .formatted(settings.httpAllowed() ? "https or http" : "https", LONGEST_URL);
    }
}
