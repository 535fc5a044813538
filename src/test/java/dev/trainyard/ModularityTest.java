package dev.trainyard;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
    @Test
    void everyPackageUsesOnlyThePackagesItDeclares() {
        ApplicationModules.of(Trainyard.class).verify();
    }
}
