package dev.trainyard.chaos;

import dev.trainyard.Trainyard;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.FewShapes;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The main class of the cluster's processes: the service as it is, with a smaller data set. */
final class SmallService {
    private SmallService() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(Trainyard.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                DatasetCatalog.class, FewShapes::catalog, definition -> definition.setPrimary(true)))
                .run(arguments);
    }
}
