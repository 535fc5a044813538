package dev.trainyard.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ExampleApiTest {
    private static final String SHAPES = "/v1/datasets/shapes/images";

    @LocalServerPort
    private int port;

    @Autowired
    private DatasetCatalog datasets;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    @Test
    void testImagesComeInTheirOrderWithTheNamesOfTheirClasses() throws IOException {
        JsonNode page = http.get(SHAPES).json();

        assertThat(page.get("data")).hasSize(50);
        assertThat(page.at("/data/3/number").intValue()).isEqualTo(3);
        assertThat(page.at("/data/3/label").stringValue())
                .isEqualTo(datasets.classes("shapes").get(3));
        assertPixels(page.at("/data/3/png"), datasets.load("shapes").test(), 3);
    }

    @Test
    void imagesToTrainOnAreOthers() throws IOException {
        JsonNode page = http.get(SHAPES + "?split=train&limit=1").json();

        assertPixels(page.at("/data/0/png"), datasets.load("shapes").train(), 0);
    }

    @Test
    void imagesOfOneClassCanBeWalkedThrough() {
        String label = datasets.classes("shapes").get(4);
        int seen = 0;
        String next = "";
        do {
            JsonNode page = http.get(SHAPES + "?limit=90&label=" + label + next).json();
            assertThat(page.get("data"))
                    .allSatisfy(image ->
                            assertThat(image.get("label").stringValue()).isEqualTo(label));
            seen += page.get("data").size();
            next = page.get("next").isNull() ? "" : "&after=" + page.get("next").stringValue();
        } while (!next.isEmpty());
        assertThat(seen).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"split=both, ?split", "label=cat, ?label", "after=x, ?after", "limit=201, ?limit"})
    void whatCannotBeUnderstoodIsTold(String query, String pointer) {
        Http.Answer answer = http.get(SHAPES + "?" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void aDataSetThatThereIsNotIsNotFound() {
        Http.Answer answer = http.get("/v1/datasets/mnist/images");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("dataset_not_found");
        assertThat(answer.json().get("detail").stringValue()).contains("mnist", "cifar-10, cifar-100, shapes");
    }

    private static void assertPixels(JsonNode png, ImageSet images, int number) throws IOException {
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png.stringValue())));
        byte[] pixels = images.image(number);
        for (int y = 0; y < images.height(); y++) {
            for (int x = 0; x < images.width(); x++) {
                int at = (y * images.width() + x) * ImageSet.CHANNELS;
                int colour = (pixels[at] & 0xff) << 16 | (pixels[at + 1] & 0xff) << 8 | pixels[at + 2] & 0xff;
                assertThat(picture.getRGB(x, y) & 0xffffff).isEqualTo(colour);
            }
        }
    }
}
