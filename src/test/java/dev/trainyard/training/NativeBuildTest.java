package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.compute.Processor;
import dev.trainyard.compute.Processor.InstructionSet;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

class NativeBuildTest {
    @Test
    void theBuildFoundOnTheClassPathIsTheOneThatIsLoaded() {
        NativeBuild found = NativeBuild.onClassPath();

        assertThat(Nd4j.getBackend()).isNotNull();
        Path loaded = Path.of(Loader.getLoadedLibraries().get("nd4jcpu"));
        assertThat(loaded.getParent()).hasFileName(found.classifier());
    }

    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, PLAIN",
        "linux-x86_64-onednn, PLAIN",
        "linux-x86_64-onednn-avx2, AVX2",
        "linux-x86_64-onednn-avx512, AVX512",
        "linux-x86_64-avx512, AVX512",
        "linux-x86_64-cudnn, PLAIN"
    })
    void aBuildRunsFromTheInstructionSetOnThatItsNameEndsWith(String classifier, InstructionSet needed) {
        NativeBuild build = new NativeBuild(classifier);

        for (InstructionSet best : InstructionSet.values()) {
            Processor processor = new Processor("AMD EPYC 7R32", best);
            if (best.compareTo(needed) >= 0) {
                assertThatCode(() -> build.requireRunsOn(processor)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> build.requireRunsOn(processor))
                        .isInstanceOf(EngineUnavailableException.class)
                        .hasMessageContaining("%s, needs %s", classifier, needed.label())
                        .hasMessageContaining("(AMD EPYC 7R32, best: %s)", best.label());
            }
        }
    }
}
