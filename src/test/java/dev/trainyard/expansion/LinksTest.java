package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    private static Set<String> ofPage(String html) {
        return Links.ofPage(html.getBytes(StandardCharsets.UTF_8), "http://example.com/gallery/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.png 1x, b.png 2x | b.png",
                "b.png 2x,a.png 1x | b.png",
                "a.png 320w, b.png 1280w, c.png 640w | b.png",
                "a.png, b.png 1.5x | b.png",
                "w_300,h_200/a.png 300w, w_600,h_400/a.png 600w | w_600,h_400/a.png",
                "a.png | a.png"
            })
    void ofManySizesTheLargestIsTaken(String srcset, String largest) {
        assertThat(ofPage("<img srcset='%s'>".formatted(srcset)))
                .containsExactly("http://example.com/gallery/" + largest);
    }

    @Test
    void whatIsNoAddressOfTheWebIsLeftOut() {
        assertThat(ofPage("<img src='data:image/png;base64,AA'><img srcset=', ,'><a href='file:///1.png'>1</a>"))
                .isEmpty();
    }
}
