package dev.trainyard.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreTest {
    @TempDir
    private Path folder;

    @Override
    ObjectStore store() {
        return new FolderStore(folder.resolve("store"));
    }
}
