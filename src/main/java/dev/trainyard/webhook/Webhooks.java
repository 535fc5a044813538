package dev.trainyard.webhook;

import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks as their owners see them; {@link WebhookConfiguration} keeps strangers from each. */
@Service
@Transactional
class Webhooks {
    private static final int MOST = 20;
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final Clock clock;

    Webhooks(WebhookRepository webhooks, DeliveryRepository deliveries, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    public CreatedWebhook create(NewWebhook asked, String owner) {
        if (webhooks.countByOwner(owner) >= MOST) {
            throw new TooManyWebhooksException(MOST);
        }
        Webhook webhook = webhooks.save(new Webhook(owner, asked, SigningSecret.generate(), clock.instant()));
        return new CreatedWebhook(webhook.view(), webhook.secret().text());
    }

    @Transactional(readOnly = true)
    public List<WebhookView> list(String owner) {
        return webhooks.findByOwnerOrderById(owner).stream().map(Webhook::view).toList();
    }

    @Transactional(readOnly = true)
    public WebhookView get(String id) {
        return find(id).view();
    }

    /** Deletes it with its deliveries. */
    public void delete(String id) {
        webhooks.delete(find(id));
    }

    /** A page of its deliveries, newest first. */
    @Transactional(readOnly = true)
    public Page<DeliveryView> deliveries(String id, PageQuery query) {
        Webhook webhook = find(id);
        PageQuery.Cut<UUID> cut = query.cut(WebhookIds.DELIVERY::parse, AFTER_ALL);
        List<Delivery> found = deliveries.findByWebhookIdAndIdLessThanOrderByIdDesc(
                webhook.id(), cut.after(), Limit.of(cut.size() + 1));
        return Page.of(found.stream().map(Delivery::view).toList(), cut.size(), DeliveryView::id);
    }

    private Webhook find(String id) {
        Optional<UUID> known = WebhookIds.WEBHOOK.parse(id);
        return known.flatMap(webhooks::findById).orElseThrow(() -> new WebhookNotFoundException(id));
    }
}
