package dev.trainyard.expansion;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The pictures that pages tell of. */
final class Links {
    /** Of one page; more of them, each with a long address of the page before it, would fill the memory. */
    private static final int MOST = 50_000;
    /** Characters of an attribute that is looked at. */
    private static final int LONGEST = 16 * 1024;

    private Links() {}

    /** Those that a page shows or links to, in their order, each once: absolute URLs. */
    static Set<String> ofPage(byte[] html, String url) {
        Document page = Jsoup.parse(new String(html, StandardCharsets.UTF_8), url);
        String base = page.baseUri(); // jsoup would look for it around each element, however deep that lies
        Set<String> found = new LinkedHashSet<>();
        if (WebAddress.parse(base).isEmpty()) {
            return found;
        }
        for (Element element : page.select("img, source[srcset], a[href], meta[property=og:image]")) {
            links(element)
                    .filter(link -> !link.isEmpty() && found.size() < MOST)
                    .map(link -> StringUtil.resolve(base, link))
                    .filter(link -> WebAddress.parse(link).isPresent())
                    .forEach(found::add);
        }
        return found;
    }

    private static Stream<String> links(Element element) {
        return switch (element.normalName()) {
            case "a" -> Stream.of(attribute(element, "href")).filter(Links::isPicture);
            case "meta" -> Stream.of(attribute(element, "content"));
            default ->
                Stream.concat(
                        Stream.of(attribute(element, "src")), Srcset.largest(attribute(element, "srcset")).stream());
        };
    }

    private static String attribute(Element element, String name) {
        String value = element.attr(name);
        return value.length() > LONGEST ? "" : value.strip();
    }

    /** Whether its name ends as those of pictures do, with a query behind it or in it. */
    private static boolean isPicture(String link) {
        String whole = before('#', link);
        return hasEnding(whole) || hasEnding(before('?', whole));
    }

    private static String before(char mark, String link) {
        int end = link.indexOf(mark);
        return end < 0 ? link : link.substring(0, end);
    }

    private static boolean hasEnding(String link) {
        String name = link.toLowerCase(Locale.ROOT);
        return Stream.of(".png", ".jpg", ".jpeg", ".webp").anyMatch(name::endsWith);
    }
}
