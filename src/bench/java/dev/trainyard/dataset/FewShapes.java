package dev.trainyard.dataset;

import java.util.List;

/** {@code shapes} with so few images that an epoch takes a second. */
public final class FewShapes {
    private static final int TRAIN = 600;
    private static final int TEST = 100;

    private FewShapes() {}

    public static DatasetCatalog catalog() {
        return new DatasetCatalog(List.of(new Shapes(TRAIN, TEST)));
    }
}
