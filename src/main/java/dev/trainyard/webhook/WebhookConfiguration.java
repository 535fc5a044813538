package dev.trainyard.webhook;

import dev.trainyard.access.OwnedResource;
import dev.trainyard.egress.AddressRule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What webhooks are made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {
    @Bean
    WebhookSender webhookSender(WebhookSettings settings) {
        return new WebhookSender(new AddressRule(settings.allowedHosts()), settings.timeout());
    }

    /** Everything below a webhook is for its owner. */
    @Bean
    OwnedResource ownedWebhooks(WebhookRepository webhooks) {
        return new OwnedResource(
                "/v1/webhooks/{id}",
                id -> WebhookIds.WEBHOOK.parse(id).flatMap(webhooks::findById).map(Webhook::owner),
                WebhookNotFoundException::new);
    }
}
