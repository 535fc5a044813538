package dev.trainyard.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of deliveries, newest first.
 *
 * @param hasMore whether older ones follow
 * @param next what to ask for {@code after} to get them, or null
 */
record DeliveryPage(
        List<DeliveryView> data, boolean hasMore, @Nullable String next) {

    /** The page of that size, given one delivery more than it holds, if there is one. */
    static DeliveryPage of(List<Delivery> deliveries, int size) {
        boolean more = deliveries.size() > size;
        List<DeliveryView> data =
                deliveries.stream().limit(size).map(Delivery::view).toList();
        return new DeliveryPage(data, more, more ? data.get(size - 1).id() : null);
    }
}
