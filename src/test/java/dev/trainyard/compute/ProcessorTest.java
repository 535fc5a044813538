package dev.trainyard.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.compute.Processor.InstructionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "Zen 4,           fpu sse2 avx fma avx2 avx512f avx512dq avx512cd avx512bw avx512vl avx512_bf16, AVX512",
        "Zen 3,           fpu sse2 avx fma avx2 bmi2, AVX2",
        "Knights Landing, fpu sse2 avx fma avx2 avx512f avx512pf avx512er avx512cd, AVX2",
        "Sandy Bridge,    fpu sse2 avx, PLAIN",
        "VIA Nano,        fpu sse2 avx avx2, PLAIN",
        "Opteron,         fpu sse2 avx fma4 fma, PLAIN"
    })
    void theBestInstructionSetIsTheOneThatHasAllOfItsFlags(String model, String flags, InstructionSet best)
            throws IOException {
        Path cpuInfo = Files.writeString(directory.resolve("cpuinfo"), """
                processor\t: 0
                model name\t: %s
                flags\t\t: %s
                vmx flags\t: avx2 fma
                bugs\t\t: spectre_v1

                processor\t: 1
                model name\t: another
                flags\t\t: fpu avx2 fma
                """.formatted(model, flags));

        assertThat(Processor.read(cpuInfo)).isEqualTo(new Processor(model, best));
    }

    @Test
    void aMachineThatDoesNotTellIsPlainAndNamedByItsArchitecture() {
        assertThat(Processor.read(directory.resolve("absent")))
                .isEqualTo(new Processor(System.getProperty("os.arch"), InstructionSet.PLAIN));
    }

    @Test
    void aFileOfAnotherArchitectureSaysNothingEither() throws IOException {
        Path cpuInfo = Files.writeString(
                directory.resolve("cpuinfo"), "processor\t: 0\nBogoMIPS\t: 243.75\nFeatures\t: fp asimd\n");

        assertThat(Processor.read(cpuInfo))
                .isEqualTo(new Processor(System.getProperty("os.arch"), InstructionSet.PLAIN));
    }
}
