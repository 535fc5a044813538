package dev.trainyard.expansion;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The pictures that pages and sitemaps tell of. */
final class Links {
    private static final String PICTURE = "(?i).*\\.(png|jpe?g|webp)([?#].*)?";

    private Links() {}

    /** Those that a page shows or links to, in their order, each once: absolute URLs. */
    static Set<String> ofPage(byte[] html, String url) {
        Document page = Jsoup.parse(new String(html, StandardCharsets.UTF_8), url);
        Set<String> found = new LinkedHashSet<>();
        for (Element element : page.select("img, source[srcset], a[href], meta[property=og:image]")) {
            candidates(element).forEach(found::add);
        }
        found.removeIf(link -> WebAddress.parse(link).isEmpty());
        return found;
    }

    private static Stream<String> candidates(Element element) {
        return switch (element.normalName()) {
            case "a" -> Stream.of(element.absUrl("href")).filter(link -> link.matches(PICTURE));
            case "meta" -> Stream.of(element.absUrl("content"));
            default -> Stream.concat(Stream.of(element.absUrl("src")), largest(element));
        };
    }

    /** The last of {@code srcset}, which is the largest as a rule: the others are the same picture. */
    private static Stream<String> largest(Element element) {
        List<String> sizes = Arrays.stream(element.attr("srcset").split(","))
                .map(size -> size.strip().replaceFirst("\\s.*", ""))
                .filter(link -> !link.isEmpty())
                .toList();
        if (sizes.isEmpty()) {
            return Stream.empty();
        }
        element.attr("largest", sizes.get(sizes.size() - 1));
        return Stream.of(element.absUrl("largest"));
    }

    /** The pictures of a sitemap (the image extension of sitemaps.org), in their order. */
    static Set<String> ofSitemap(byte[] xml) {
        return texts(xml, "image|loc, image\\:loc");
    }

    /** The sitemaps that an index of sitemaps has. */
    static Set<String> sitemaps(byte[] xml) {
        return texts(xml, "sitemap > loc");
    }

    /** The parser of jsoup knows no entities but those of HTML, and fetches nothing. */
    private static Set<String> texts(byte[] xml, String selector) {
        Document document = Jsoup.parse(new String(xml, StandardCharsets.UTF_8), "", Parser.xmlParser());
        Set<String> found = new LinkedHashSet<>();
        for (Element element : document.getAllElements()) {
            boolean matches = selector.startsWith("image")
                    ? element.tagName().toLowerCase(Locale.ROOT).equals("image:loc")
                    : element.is(selector);
            if (matches && WebAddress.parse(element.text().strip()).isPresent()) {
                found.add(element.text().strip());
            }
        }
        return found;
    }
}
