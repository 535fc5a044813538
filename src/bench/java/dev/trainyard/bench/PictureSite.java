package dev.trainyard.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trainyard.archive.PictureArchive;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.ImageSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A web site at this machine with pictures of a data set, and an archive of others of it, so that whether pictures of the
 * web help can be studied without the web: {@code base.zip}, {@code web.csv}, and the site until the process is killed.
 */
final class PictureSite {
    private PictureSite() {}

    static void run(List<String> arguments) throws IOException {
        Options options = Options.parse(
                arguments,
                Map.of(
                        "data", "data",
                        "dataset", "cifar-10",
                        "base", "2000",
                        "web", "2000",
                        "test", "2000",
                        "port", "18081",
                        "out", "target/site"));
        Heading.print("site", arguments);
        Dataset dataset = new DatasetCatalog(Path.of(options.text("data"))).load(options.text("dataset"));
        Path out = Files.createDirectories(Path.of(options.text("out")));
        int base = options.number("base");
        int port = options.number("port");
        Files.write(out.resolve("base.zip"), archive(dataset, base, options.number("test")));
        Files.writeString(out.resolve("web.csv"), list(dataset, base, options.number("web"), port));
        serve(dataset.train(), port);
        System.out.printf("%s has base.zip and web.csv, whose pictures are at http://127.0.0.1:%d%n", out, port);
    }

    /** The first images of the data set. */
    private static byte[] archive(Dataset dataset, int train, int test) throws IOException {
        PictureArchive archive = new PictureArchive();
        add(archive, "train", dataset, dataset.train(), train);
        add(archive, "test", dataset, dataset.test(), test);
        return archive.zip();
    }

    private static void add(PictureArchive archive, String part, Dataset dataset, ImageSet images, int count)
            throws IOException {
        for (int i = 0; i < count; i++) {
            String name = "%s/%s/%05d.png".formatted(part, dataset.classes().get(images.label(i)), i);
            archive.add(name, PictureArchive.png(images, i));
        }
    }

    /** Those that come after. */
    private static String list(Dataset dataset, int first, int count, int port) {
        StringBuilder csv = new StringBuilder("url,label\n");
        for (int i = first; i < first + count; i++) {
            String label = dataset.classes().get(dataset.train().label(i));
            csv.append("http://127.0.0.1:%d/%d.png,%s%n".formatted(port, i, label));
        }
        return csv.toString();
    }

    private static void serve(ImageSet images, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> answer(exchange, images));
        server.start();
    }

    private static void answer(HttpExchange exchange, ImageSet images) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().replaceAll("\\D", "");
            if (name.isEmpty()) { // robots.txt
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] png = PictureArchive.png(images, Integer.parseInt(name));
            exchange.getResponseHeaders().add("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, png.length);
            exchange.getResponseBody().write(png);
        }
    }
}
