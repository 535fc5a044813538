package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.archive.PictureArchive;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.RandomNetwork;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Shortcut;
import dev.trainyard.network.Weights;
import dev.trainyard.registry.BuilderSwitch;
import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.codec.digest.DigestUtils;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ExpansionTest {
    private static final int TRAIN = 300;
    private static final int TEST = 100;
    private static final String EXPANSIONS = "/v1/datasets/mosaics/expansions";
    private static final List<String> CLASSES = List.of("a", "b", "c");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BuilderSwitch builder;

    private Http http;
    private WebSite site;

    @BeforeEach
    void bring() throws IOException {
        http = new Http(port);
        site = new WebSite();
        http.post("/v1/datasets", "{\"name\": \"mosaics\"}");
        PictureArchive archive = new PictureArchive();
        for (int number = 0; number < TRAIN + TEST; number++) {
            String part = number < TRAIN ? "train" : "test";
            archive.add("%s/%s/%d.png".formatted(part, label(number), number), Mosaic.png(number));
        }
        Http.Answer sent = http.send(
                "POST", "/v1/datasets/mosaics/versions", "application/zip", BodyPublishers.ofByteArray(archive.zip()));
        assertThat(ended(sent).get("status").stringValue()).isEqualTo("ready");
    }

    @AfterEach
    void empty() {
        site.close();
        jdbc.sql("delete from imported_model").update();
        jdbc.sql("delete from dataset").update();
    }

    private static String label(int number) {
        return CLASSES.get(number % 3);
    }

    private JsonNode ended(Http.Answer begun) {
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> http.get(begun.header("Location")).json(),
                        version -> !version.get("ended_at").isNull());
    }

    /** A list in which each line has a fate that is known. */
    private final class Listed {
        private final StringBuilder csv = new StringBuilder("url,label,split,licence\r\n");
        private final List<String> fates = new ArrayList<>();

        Listed add(String kind, int first, int count, String fate) {
            for (int number = first; number < first + count; number++) {
                csv.append(site.url("/%s/%d".formatted(kind, number))).append(",%s,,CC0\r\n".formatted(label(number)));
                fates.add(fate);
            }
            return this;
        }

        Http.Answer send(String options) {
            return sendTo("mosaics", options);
        }

        Http.Answer sendTo(String dataset, String options) {
            return http.send(
                    "POST",
                    "/v1/datasets/%s/expansions%s".formatted(dataset, options),
                    "text/csv",
                    BodyPublishers.ofString(csv.toString()));
        }

        Map<String, Long> totals() {
            Map<String, Long> totals = new TreeMap<>();
            fates.forEach(fate -> totals.merge(fate, 1L, Long::sum));
            return totals;
        }
    }

    /** With pictures of every kind; of those that are good so many. */
    private Listed everything(int good) {
        return new Listed()
                .add("good", 1000, good, "added")
                .add("moved", 10_000, good / 10, "added")
                .add("busy", 11_000, 5, "added")
                .add("good", 1000, good / 10, "duplicate") // listed before
                .add("good", 0, 60, "duplicate") // in the base
                .add("photograph", 60, 60, "near_duplicate") // of the base
                .add("photograph", 1000, 40, "near_duplicate") // of one that was listed before
                .add("good", TRAIN, 40, "leaked")
                .add("photograph", TRAIN + 40, 40, "leaked")
                .add("mirrored", TRAIN + 80, 20, "leaked")
                .add("small", 12_000, 20, "too_small")
                .add("cut", 13_000, 20, "undecodable")
                .add("drawing", 14_000, 20, "wrong_type")
                .add("absent", 15_000, 20, "gone")
                .add("login", 16_000, 10, "forbidden")
                .add("private", 17_000, 10, "forbidden")
                .add("inside", 18_000, 10, "forbidden")
                .add("broken", 19_000, 5, "failed")
                .add("endless", 20_000, 2, "too_large")
                .add("silent", 21_000, 2, "failed");
    }

    @Test
    void eachOfThousandsOfPicturesHasItsFateAlsoWhereItsMakerWasStoppedInTheMiddle() {
        Listed listed = everything(4000);
        int before = site.requests();
        Http.Answer begun = listed.send("");
        await().atMost(Duration.ofSeconds(30)).until(() -> site.requests() - before > 1500);
        builder.stop();
        assertThat(http.get(begun.header("Location")).json().get("status").stringValue())
                .isEqualTo("queued");
        builder.start();
        JsonNode stopped = ended(begun);

        assertThat(stopped.get("status").stringValue()).as(stopped.toString()).isEqualTo("ready");
        String path = begun.header("Location");
        JsonNode report = http.get(path + "/report").json();
        assertThat(counts(report.get("fates"))).isEqualTo(listed.totals());
        assertThat(fates(path)).isEqualTo(listed.fates);
        assertThat(stopped.at("/contents/added_images").longValue())
                .isEqualTo(listed.totals().get("added"));
        assertThat(stopped.at("/contents/test_images").longValue()).isEqualTo(TEST);
        assertThat(counts(stopped.at("/contents/report"))).isEqualTo(listed.totals());
    }

    private List<String> fates(String path) {
        return http.get(path + "/pictures", "text/csv")
                .body()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1)[5])
                .toList();
    }

    private static Map<String, Long> counts(JsonNode object) {
        Map<String, Long> counts = new TreeMap<>();
        object.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().longValue()));
        return counts;
    }

    @Test
    void theSameListMakesTheSameVersionStoppedOrNot() {
        Listed listed = new Listed()
                .add("good", 1000, 300, "added")
                .add("good", 1100, 50, "duplicate")
                .add("photograph", TRAIN, 30, "leaked");
        int before = site.requests();
        Http.Answer first = listed.send("?base=mosaics@1");
        await().until(() -> site.requests() - before > 100);
        builder.stop();
        builder.start();

        JsonNode stopped = ended(first);
        JsonNode whole = ended(listed.send("?base=mosaics@1"));

        assertThat(stopped.at("/contents/sha256").stringValue()).isNotEmpty();
        assertThat(whole.at("/contents/sha256")).isEqualTo(stopped.at("/contents/sha256"));
        assertThat(whole.get("version").intValue())
                .isEqualTo(stopped.get("version").intValue() + 1);
    }

    @Test
    void aClassGetsNoMoreThanItMayAndPicturesMayBeToTestWith() {
        StringBuilder images = new StringBuilder();
        for (int number = 1000; number < 1012; number++) {
            images.append(
                    "{\"url\": \"%s\", \"label\": \"%s\"},".formatted(site.url("/good/" + number), label(number)));
        }
        String test = "{\"url\": \"%s\", \"label\": \"d\", \"split\": \"test\"}";
        String body =
                "{\"cap_per_class\": 3, \"new_classes\": true, \"images\": [%s%s,%s,{\"url\": \"%s\", \"label\": \"d\"}]}"
                        .formatted(
                                images,
                                test.formatted(site.url("/good/2000")),
                                test.formatted(site.url("/photograph/5")), // to train on, in the base
                                site.url("/photograph/2000")); // to test with, above

        Http.Answer begun = http.post(EXPANSIONS, body);
        JsonNode version = ended(begun);

        assertThat(version.at("/contents/class_names").toString()).isEqualTo("[\"a\",\"b\",\"c\",\"d\"]");
        assertThat(version.at("/contents/train_counts").toString()).isEqualTo("[103,103,103,0]");
        assertThat(version.at("/contents/test_counts").get(3).intValue()).isEqualTo(1);
        assertThat(counts(http.get(begun.header("Location") + "/report").json().at("/by_class/d")))
                .isEqualTo(Map.of("added", 1L, "leaked", 2L));
        assertThat(counts(version.at("/contents/report"))).isEqualTo(Map.of("added", 10L, "capped", 3L, "leaked", 2L));
    }

    @Test
    void aPictureThatWasStruckIsInNoLaterVersion() {
        Listed listed = new Listed().add("good", 1000, 4, "added");
        JsonNode with = ended(listed.send(""));
        assertThat(with.at("/contents/added_images").intValue()).isEqualTo(4);

        String strike = "{\"url\": \"%s\", \"reason\": \"its author asks for it\"}".formatted(site.url("/good/1001"));
        assertThat(http.post("/v1/datasets/mosaics/strikes", strike).status()).isEqualTo(201);

        JsonNode later = ended(new Listed().add("good", 1001, 2, "").send("")); // on the version that has it
        assertThat(later.at("/contents/added_images").intValue()).isEqualTo(3);
        assertThat(counts(later.at("/contents/report"))).isEqualTo(Map.of("duplicate", 1L, "struck", 1L));
        assertThat(http.get("/v1/datasets/mosaics/strikes")
                        .json()
                        .at("/data/0/reason")
                        .stringValue())
                .isEqualTo("its author asks for it");
    }

    @Test
    void aPictureIsStruckAlsoWhereTheVersionThatFoundItIsGoneOrOfAnotherDataSet() {
        ended(new Listed().add("good", 1000, 3, "added").send(""));
        ended(new Listed().add("good", 1003, 1, "added").send(""));
        http.post("/v1/datasets", "{\"name\": \"others\"}");
        ended(new Listed().add("good", 1004, 1, "added").sendTo("others", "?base=mosaics@3"));
        assertThat(http.delete("/v1/datasets/mosaics/versions/2").status()).isEqualTo(204);

        for (String name : List.of("mosaics", "others")) {
            strike(name, "url", site.url("/good/1001"));
            strike(name, "sha256", DigestUtils.sha256Hex(Mosaic.png(1003))); // of its file
        }

        JsonNode own = ended(new Listed().add("good", 1005, 1, "added").send(""));
        assertThat(own.at("/contents/added_images").intValue()).isEqualTo(4 - 2 + 1);
        JsonNode other = ended(new Listed().add("good", 1005, 1, "added").sendTo("others", ""));
        assertThat(other.at("/contents/added_images").intValue()).isEqualTo(5 - 2 + 1);
    }

    private void strike(String dataset, String by, String value) {
        Http.Answer answer =
                http.post("/v1/datasets/%s/strikes".formatted(dataset), "{\"%s\": \"%s\"}".formatted(by, value));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void picturesAreMadeSquareAsThoseOfTheBaseWereAndAreKnownAgain() throws IOException {
        http.post("/v1/datasets", "{\"name\": \"wide\"}");
        PictureArchive archive = new PictureArchive();
        for (int number = 0; number < 4; number++) {
            String part = number < 2 ? "train" : "test";
            archive.add("%s/%s/%d.png".formatted(part, label(number % 2), number), Mosaic.wide(number));
        }
        ended(http.send(
                "POST",
                "/v1/datasets/wide/versions?resize=fit",
                "application/zip",
                BodyPublishers.ofByteArray(archive.zip())));

        Listed listed = new Listed().add("wide", 3, 1, "leaked");
        assertThat(counts(ended(listed.sendTo("wide", "")).at("/contents/report")))
                .isEqualTo(listed.totals());
        assertThat(http.delete("/v1/datasets/wide/versions/1").status()).isEqualTo(204);
        assertThat(counts(ended(listed.sendTo("wide", "")).at("/contents/report")))
                .as("of a base that has it from its own")
                .isEqualTo(listed.totals());
    }

    @Test
    @Timeout(60)
    void whoSendsAListSlowlyKeepsNobodyElseWaiting() throws IOException {
        try (PipedOutputStream out = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(out)) {
            CompletableFuture<Http.Answer> slow = CompletableFuture.supplyAsync(
                    () -> http.send("POST", EXPANSIONS, "text/csv", BodyPublishers.ofInputStream(() -> in)));
            String line = site.url("/good/1001?%s".formatted("x".repeat(1000))) + ",a\n";
            out.write(("url,label\n" + line.repeat(40)).getBytes(StandardCharsets.UTF_8));
            out.flush();

            ended(new Listed().add("good", 1000, 1, "added").send(""));

            out.close();
            assertThat(ended(slow.join()).at("/contents/report/added").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void thePicturesOfPagesAndSitemapsAreFound() {
        site.page("/gallery.html", """
                <html><base href="/good/"><img src="1000"><img srcset="1001 1x, 1002 2x"><a href="/moved/1003">no picture</a>
                <picture><source srcset="1004"></picture><img src="data:image/png;base64,AAAA"></html>""");
        site.page(
                "/sitemap.xml",
                "<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>".formatted(site.url("/images.xml")));
        site.page("/images.xml", """
                <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>%s</loc>
                <image:image><image:loc>%s</image:loc></image:image></url></urlset>""".formatted(site.url("/gallery.html"), site.url("/good/1010")));

        Http.Answer begun = http.post(
                EXPANSIONS, """
                {"pages": [{"url": "%s", "label": "a"}, {"url": "%s", "label": "a"}], "sitemaps": [{"url": "%s", "label": "b"}]}""".formatted(site.url("/gallery.html"), site.url("/absent/1"), site.url("/sitemap.xml")));
        JsonNode version = ended(begun);

        assertThat(version.get("status").stringValue()).as(version.toString()).isEqualTo("ready");
        assertThat(http.get(begun.header("Location") + "/pictures", "text/csv")
                        .body()
                        .lines()
                        .skip(1))
                .extracting(line -> line.split(",")[1].replaceFirst(".*/good/", "") + line.split(",")[2])
                .containsExactly("1000a", "1002a", "1004a", "1010b");
        JsonNode sources = http.get(begun.header("Location") + "/report").json().get("sources");
        assertThat(sources)
                .extracting(source -> "%s %s %d"
                        .formatted(
                                source.get("kind").stringValue(),
                                source.get("fate").stringValue(),
                                source.get("found").intValue()))
                .containsExactly("page read 3", "page gone 0", "sitemap read 1");
        assertThat(sources.at("/1/detail").stringValue()).contains("404");
    }

    /** A network that takes everything for an "a", with no doubt. */
    private String credulousModel() {
        NetworkSpec spec = new NetworkSpec(new ResNet(8), ActivationSpec.named("relu"), Shortcut.A, CLASSES.size());
        ComputationGraph network = RandomNetwork.of(spec);
        Map<String, INDArray> weights = new TreeMap<>(Weights.save(network));
        NetworkMemory.release(network);
        weights.put("linear.weight", Nd4j.zeros(CLASSES.size(), 64));
        weights.put("linear.bias", Nd4j.createFromArray(9f, 0f, 0f));
        byte[] file = new Safetensors(Map.of("model", "resnet-8", "activation", "\"relu\""), weights).toBytes();
        Http.Answer imported = http.send(
                "POST", "/v1/models?dataset=mosaics", "application/octet-stream", BodyPublishers.ofByteArray(file));
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        return imported.json().get("id").stringValue();
    }

    @Test
    void labelsThatANetworkDoubtsAreFlaggedOrDropped() {
        String model = credulousModel();
        Listed listed = new Listed().add("good", 1000, 30, "added");

        Http.Answer flagged = listed.send("?check_by=" + model);
        JsonNode ready = ended(flagged);
        assertThat(ready.get("status").stringValue()).as(ready.toString()).isEqualTo("ready");
        JsonNode report = http.get(flagged.header("Location") + "/report").json();
        assertThat(counts(report.get("fates"))).isEqualTo(Map.of("added", 30L));
        assertThat(counts(report.get("flags"))).isEqualTo(Map.of("mislabelled", 20L));
        assertThat(http.get(flagged.header("Location") + "/pictures?limit=2")
                        .json()
                        .at("/data/1")
                        .toString())
                .contains("\"flag\":\"mislabelled\"", "taken for a with 1.00");

        Http.Answer dropped = listed.send("?base=mosaics@1&check_action=drop&check_confidence=0.99&check_by=" + model);
        assertThat(counts(ended(dropped).at("/contents/report"))).isEqualTo(Map.of("added", 10L, "mislabelled", 20L));

        Http.Answer other = listed.send("?base=shapes&new_classes=true&check_by=" + model);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("was trained on mosaics@1", "a network of the classes");
        assertThat(listed.send("?check_by=mdl_none").body()).contains("/check_by", "that you see");
        assertThat(listed.send("?check_confidence=0.2").body()).contains("check_confidence");
    }

    @Test
    void aVersionWhoseNetworkIsGoneFailsAndSaysSo() {
        String model = credulousModel();
        builder.stop();
        Http.Answer begun;
        try {
            begun = new Listed().add("good", 1000, 3, "added").send("?check_by=" + model);
            jdbc.sql("delete from imported_model").update();
        } finally {
            builder.start();
        }
        JsonNode version = ended(begun);
        assertThat(version.get("status").stringValue()).isEqualTo("failed");
        assertThat(version.get("reason").stringValue()).isEqualTo("check_gone");
    }

    @Test
    void aListOfJsonLinesIsOneOfCsv() {
        String line = "{\"url\": \"%s\", \"label\": \"b\", \"split\": \"train\", \"licence\": \"CC0\"}";
        String list = line.formatted(site.url("/good/1020")) + "\r\n\n" + line.formatted(site.url("/good/1021"));
        for (String mediaType : List.of("application/jsonl", "application/x-ndjson")) {
            Http.Answer begun =
                    http.send("POST", EXPANSIONS + "?near_threshold=-1", mediaType, BodyPublishers.ofString(list));
            assertThat(begun.status()).as(begun.body()).isEqualTo(202);
            ended(begun);
            assertThat(http.get(begun.header("Location") + "/pictures", "text/csv")
                            .body()
                            .lines()
                            .skip(1))
                    .hasSize(2)
                    .allMatch(picture -> picture.contains(",b,") && picture.contains("CC0"));
        }
        Http.Answer endless =
                http.send("POST", EXPANSIONS, "application/jsonl", BodyPublishers.ofString("[".repeat(100_000)));
        assertThat(endless.status()).isEqualTo(422);
        assertThat(endless.body()).contains("more than 16384 characters");
    }

    @Test
    void everyLineThatIsWrongIsTold() {
        Http.Answer answer = http.send("POST", EXPANSIONS, "text/csv", BodyPublishers.ofString("""
                url,label,split
                http://example.com/1.png,a,
                ftp://example.com/1.png,a,train
                http://example.com/2.png,z,valid
                """));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors")).hasSize(3);
        assertThat(answer.body()).contains("line 3", "ftp://", "line 4", "label is", "split is");
        assertThat(http.get("/v1/datasets/mosaics/versions").json().get("data"))
                .as("nothing was begun")
                .hasSize(1);
        Http.Answer lines = http.send("POST", EXPANSIONS, "application/jsonl", BodyPublishers.ofString("""
                {"url": "http://example.com/1.png", "label": "a"}

                {"url": "ftp://example.com/1.png", "label": "a"}
                {"url": "http://example.com/2.png", "label": 7, "split": "valid"}
                [1]
                """));
        assertThat(lines.json().get("errors")).hasSize(4);
        assertThat(lines.body()).contains("line 3", "ftp://", "line 4", "label is", "split is", "line 5", "no object");
        Http.Answer json =
                http.post(EXPANSIONS, "{\"images\": [{\"url\": \"x\", \"label\": \"a\"}], \"near_threshold\": 99}");
        assertThat(json.body()).contains("/images/0", "/near_threshold");
        assertThat(http.post(EXPANSIONS, "{\"base\": \"imagenet\", \"images\": []}")
                        .body())
                .contains("/base");
        assertThat(http.post(EXPANSIONS, "{}").status()).isEqualTo(422);
    }
}
