package dev.trainyard.expansion;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** URLs that are asked for: of http and https, with a host and without a login, at a port where the web is. */
final class WebAddress {
    /** Characters, all others than those of ASCII escaped. */
    private static final int LONGEST = 2048;

    /** What browsers escape, and Java takes for a mistake. */
    private static final String ESCAPED = " \"<>^`{|}";

    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private WebAddress() {}

    /** As it is asked for: escaped, and without {@code .} and {@code ..} in its path. Empty for any other. */
    static Optional<URI> parse(String text) {
        if (text.length() > LONGEST || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        String escaped = escaped(text.strip());
        if (escaped.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI url = new URI(escaped);
            return isWeb(url) ? Optional.of(withoutDots(url)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet < 0 || ESCAPED.indexOf(octet) >= 0) {
                escaped.append('%').append(HEX.toHexDigits(octet));
            } else {
                escaped.append((char) octet);
            }
        }
        return escaped.toString();
    }

    private static boolean isWeb(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && isPort(url.getPort());
    }

    /** Other services listen below 1024: mail, for one, takes lines of HTTP for commands. */
    private static boolean isPort(int port) {
        return port == -1 || port == 80 || port == 443 || (port >= FIRST_UNPRIVILEGED && port <= 65_535);
    }

    /** What robots.txt says of a path it says of every spelling. */
    private static URI withoutDots(URI url) throws URISyntaxException {
        String path = withoutDots(url.getRawPath());
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new URI(url.getScheme() + "://" + url.getRawAuthority() + path + query);
    }

    /** RFC 3986, 5.2.4; Java's own way makes one slash of two, too, and that is another path. */
    private static String withoutDots(String path) {
        if (path.isEmpty()) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        String last = "";
        for (String segment : path.substring(1).split("/", -1)) {
            last = segment.replace("%2e", ".").replace("%2E", ".");
            if (last.equals("..")) {
                kept.pollLast();
            } else if (!last.equals(".")) {
                kept.addLast(segment);
            }
        }
        if (last.equals("..") || last.equals(".")) {
            kept.addLast("");
        }
        return "/" + String.join("/", kept);
    }

    /** What has one robots.txt. */
    static String site(URI url) {
        return "%s://%s"
                .formatted(
                        url.getScheme().toLowerCase(Locale.ROOT),
                        url.getRawAuthority().toLowerCase(Locale.ROOT));
    }
}
