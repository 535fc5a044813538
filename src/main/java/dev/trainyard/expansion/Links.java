package dev.trainyard.expansion;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The pictures that pages and sitemaps tell of. */
final class Links {
    private static final String PICTURE = "(?i).*\\.(png|jpe?g|webp)([?#].*)?";

    /** URL and size of one picture in {@code srcset}; the URL may have commas, but does not end in one. */
    private static final Pattern CANDIDATE = Pattern.compile("(\\S*[^\\s,])(?:\\s+([0-9.]{1,9})[wx])?\\s*(?:,|$)");

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

    /** The largest of {@code srcset}: the others are the same picture. */
    private static Stream<String> largest(Element element) {
        return CANDIDATE
                .matcher(element.attr("srcset"))
                .results()
                .max(Comparator.comparingDouble(Links::size))
                .map(candidate -> StringUtil.resolve(element.baseUri(), candidate.group(1)))
                .stream();
    }

    /** Pixels in a row, or how often those of the page; a picture without a size is for pixels as the page has them. */
    private static double size(MatchResult candidate) {
        String size = candidate.group(2);
        return size != null && size.matches("[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(size) : 1;
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
