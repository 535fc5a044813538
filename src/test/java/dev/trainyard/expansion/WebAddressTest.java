package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://example.com/a//b.png | http://example.com/a//b.png",
                "http://example.com//a.png | http://example.com//a.png",
                "http://example.com/a/../b/./c.png | http://example.com/b/c.png",
                "http://example.com/../%2e%2E/a/.. | http://example.com/",
                "http://example.com/a b.png?c=d^e | http://example.com/a%20b.png?c=d%5Ee",
                "http://example.com/ä.png?ö | http://example.com/%C3%A4.png?%C3%B6",
                "http://example.com/%C3%A4%2F.png | http://example.com/%C3%A4%2F.png",
                "http://example.com | http://example.com"
            },
            quoteCharacter = '`')
    void whatIsAskedForIsWhatWasGivenAsHttpWritesIt(String given, String asked) {
        assertThat(WebAddress.parse(given)).map(Object::toString).contains(asked);
    }

    @Test
    void noAddressIsLongerThanTheIndexOfPicturesTakes() {
        String base = "http://example.com/";
        assertThat(WebAddress.parse(base + "a".repeat(2000))).isPresent();
        assertThat(WebAddress.parse(base + "a".repeat(2048))).isEmpty();
        assertThat(WebAddress.parse(base + "ä".repeat(300))).isPresent();
        assertThat(WebAddress.parse(base + "ä".repeat(1500))).isEmpty();
        assertThat(WebAddress.parse(base + "\ud800")).as("half a character").isEmpty();
    }
}
