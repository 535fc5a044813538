package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetReferenceTest {
    @ParameterizedTest
    @ValueSource(strings = {"cifar-10", "birds", "birds@3", "birds@12+web=25%", "birds+copies=100%", "b@1+web=0%"})
    void aReferenceIsWrittenAsItIsRead(String text) {
        assertThat(DatasetReference.parse(text)).hasToString("Optional[%s]".formatted(text));
    }

    @Test
    void aReferenceHasItsParts() {
        assertThat(DatasetReference.parse("birds@12+copies=25%"))
                .contains(new DatasetReference("birds", 12, new AddedShare(25, true)));
        assertThat(DatasetReference.parse("birds")).contains(new DatasetReference("birds", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Birds",
                "birds@0",
                "birds@-1",
                "birds@1+web=101%",
                "birds@1+web",
                "birds@1+net=5%",
                "-b",
                "b@@1"
            })
    void anythingElseIsNone(String text) {
        assertThat(DatasetReference.parse(text)).isEmpty();
    }
}
