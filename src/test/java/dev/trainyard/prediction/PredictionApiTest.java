package dev.trainyard.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.UntrainedCheckpoint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class PredictionApiTest {
    private static final NetworkSpec SPEC =
            new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, 10);
    private static final Checkpoint FIRST = UntrainedCheckpoint.of(SPEC, 1);
    private static final Checkpoint SECOND = UntrainedCheckpoint.of(SPEC, 2);

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    @Autowired
    private DatasetCatalog datasets;

    private Http http;
    private RunId run;

    @BeforeEach
    void train() {
        http = new Http(port);
        fixture.deleteAll();
        run = fixture.submit();
        ClaimedRun claim = queue.claim("worker", Duration.ofMinutes(1)).orElseThrow();
        queue.commitEpoch(claim, RunFixture.report(1), FIRST, true);
        queue.commitEpoch(claim, RunFixture.report(2), SECOND, false);
    }

    @Test
    void eachImageHasItsMostProbableClassesByName() {
        JsonNode answer = predict(List.of(image(1), image(2)), "\"top_k\": 3");

        assertThat(answer.get("run").stringValue()).isEqualTo(run.toString());
        assertThat(answer.get("epoch").intValue()).isEqualTo(1);
        assertThat(answer.get("data")).hasSize(2);
        JsonNode top = answer.get("data").get(0).get("top");
        assertThat(top).hasSize(3);
        assertThat(top.get(0).get("probability").doubleValue())
                .isGreaterThanOrEqualTo(top.get(1).get("probability").doubleValue());
        List<String> classes = datasets.classes("shapes");
        JsonNode best = top.get(0);
        assertThat(best.get("name").stringValue())
                .isEqualTo(classes.get(best.get("index").intValue()));
    }

    @Test
    void probabilitiesOfAllClassesSumUpToOne() {
        JsonNode top =
                predict(List.of(image(1)), "\"top_k\": 100").get("data").get(0).get("top");

        assertThat(top).hasSize(10);
        assertThat(top.valueStream()
                        .mapToDouble(guess -> guess.get("probability").doubleValue())
                        .sum())
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void theBestCheckpointAnswersUnlessTheLastIsAskedFor() {
        JsonNode best = predict(List.of(image(1)), "\"checkpoint\": \"best\"");
        JsonNode last = predict(List.of(image(1)), "\"checkpoint\": \"last\"");

        assertThat(last.get("epoch").intValue()).isEqualTo(2);
        assertThat(last.get("data")).isNotEqualTo(best.get("data"));
    }

    @Test
    void requestsThatComeAtOnceAreAnsweredAsIfEachHadComeAlone() throws Exception {
        List<String> images = Stream.iterate(1, i -> i + 1)
                .limit(24)
                .map(PredictionApiTest::image)
                .toList();
        List<JsonNode> alone = images.stream()
                .map(image -> predict(List.of(image), "\"top_k\": 10"))
                .toList();

        ExecutorService clients = Executors.newFixedThreadPool(images.size());
        try {
            List<Future<JsonNode>> together = new ArrayList<>();
            for (String image : images) {
                together.add(clients.submit(() -> predict(List.of(image), "\"top_k\": 10")));
            }
            for (int i = 0; i < images.size(); i++) {
                assertClose(together.get(i).get(), alone.get(i));
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** To the last digits: kernels add in another order where there are more images. */
    private static void assertClose(JsonNode answer, JsonNode expected) {
        List<JsonNode> guesses = answer.at("/data/0/top").valueStream().toList();
        List<JsonNode> others = expected.at("/data/0/top").valueStream().toList();
        for (JsonNode guess : guesses) {
            double other = others.stream()
                    .filter(one -> one.get("index").equals(guess.get("index")))
                    .findFirst()
                    .orElseThrow()
                    .get("probability")
                    .doubleValue();
            assertThat(guess.get("probability").doubleValue()).isCloseTo(other, within(1e-5));
        }
    }

    @Test
    void anImageThatIsNoneIsToldByItsPlace() {
        Http.Answer answer = post(List.of(image(1), "bm9uZQ=="), "\"top_k\": 0");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("/images/1", "a PNG or JPEG image of at most 16777216 pixels", "/top_k");
    }

    @Test
    void aRunWithoutACheckpointPredictsNothingYet() {
        run = fixture.submit();

        Http.Answer answer = post(List.of(image(1)), "\"top_k\": 1");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("run_has_no_checkpoint");
    }

    @Test
    void aCheckpointThatCannotBeReadIsAProblemAndNotTheEndOfAllPredictions() {
        RunId sound = run;
        run = fixture.submit();
        ClaimedRun claim = queue.claim("worker", Duration.ofMinutes(1)).orElseThrow();
        queue.commitEpoch(claim, RunFixture.report(1), RunFixture.checkpoint(1), true);

        assertThat(post(List.of(image(1)), "\"top_k\": 1").body()).contains("checkpoint_unreadable");
        run = sound;
        assertThat(post(List.of(image(1)), "\"top_k\": 1").status()).isEqualTo(200);
    }

    @Test
    void imagesOfAFormAreSeenAsThoseOfJson() {
        Http.Answer form = form(part("image", decoded(1)), part("top_k", text("3")), part("image", decoded(2)));

        assertThat(form.status()).as(form.body()).isEqualTo(200);
        assertThat(form.json()).isEqualTo(predict(List.of(image(1), image(2)), "\"top_k\": 3"));
        assertThat(form(part("checkpoint", text("last")), part("image", decoded(1)))
                        .json()
                        .get("epoch")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void whatIsWrongInAFormIsToldByItsPlace() {
        assertThat(refused(form(part("image", decoded(1)), part("image", text("none")), part("top_k", text("many")))))
                .contains("/images/1", "/top_k", "a lossy WebP of 1048576");
        assertThat(refused(form(part("top_k", text("3"))))).contains("/images");
        assertThat(refused(form(part("images", decoded(1))))).contains("images", "image, top_k, checkpoint");
        assertThat(refused(form(part("top_k", text("3")), part("top_k", text("4")))))
                .contains("/top_k", "twice");
        byte[][] many =
                Stream.generate(() -> part("image", text("x"))).limit(257).toArray(byte[][]::new);
        assertThat(refused(form(many))).contains("more than 256", "1 to 256");
    }

    private static String refused(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.body();
    }

    @Test
    void aFormThatIsNoneIsRefused() {
        byte[] whole = bytes(part("image", decoded(1)), text("--x--\r\n"));
        String type = "multipart/form-data; boundary=x";
        byte[] headers = text("--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"%s\"\r\n\r\n"
                .formatted("a".repeat(5000)));

        assertThat(send("multipart/form-data", whole)).contains("400", "malformed_form");
        assertThat(send(type, Arrays.copyOf(whole, whole.length / 2))).contains("400", "malformed_form");
        assertThat(send(type, bytes(headers, whole))).contains("400", "malformed_form");
        assertThat(send("multipart/form-data; boundary=" + "y".repeat(6000), whole))
                .contains("400", "malformed_form");
        assertThat(send("multipart/mixed; boundary=x", whole)).contains("415");
        assertThat(send(type, part("image", new byte[17 << 20]))).contains("413", "payload_too_large");
        assertThat(send(type, whole)).startsWith("200");
    }

    @Test
    void changedBytesOfAFormAreAnAnswerOrARefusal() {
        byte[] whole = bytes(part("image", decoded(1)), part("top_k", text("3")), text("--x--\r\n"));
        Random random = new Random(7);
        for (int change = 0; change < 150; change++) {
            byte[] changed = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                // Half of them where the boundaries and headers are.
                int at = random.nextBoolean() ? random.nextInt(80) : changed.length - 1 - random.nextInt(120);
                changed[at] = (byte) random.nextInt(256);
            }
            assertThat(send("multipart/form-data; boundary=x", changed)).matches("(?s)(200|400|422) .*");
        }
    }

    private Http.Answer form(byte[]... parts) {
        return http.send(
                "POST",
                "/v1/runs/%s/predictions".formatted(run),
                "multipart/form-data; boundary=x",
                BodyPublishers.ofByteArray(bytes(bytes(parts), text("--x--\r\n"))));
    }

    private String send(String type, byte[] body) {
        Http.Answer answer =
                http.send("POST", "/v1/runs/%s/predictions".formatted(run), type, BodyPublishers.ofByteArray(body));
        return answer.status() + " " + answer.body();
    }

    private static byte[] part(String name, byte[] content) {
        String headers = "--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a\"\r\n\r\n";
        return bytes(text(headers.formatted(name)), content, text("\r\n"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(int seed) {
        return Base64.getDecoder().decode(image(seed));
    }

    private static byte[] bytes(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private JsonNode predict(List<String> images, String more) {
        Http.Answer answer = post(images, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Http.Answer post(List<String> images, String more) {
        String list = images.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ", "[", "]"));
        return http.post("/v1/runs/%s/predictions".formatted(run), "{\"images\": %s, %s}".formatted(list, more));
    }

    private static String image(int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32 * 32; i++) {
            image.setRGB(i % 32, i / 32, random.nextInt(0x1000000));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
