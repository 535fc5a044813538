package dev.trainyard.expansion;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** URLs that are asked for: of http and https, with a host and without a login, at a port where the web is. */
final class WebAddress {
    private static final int LONGEST = 2048;
    private static final int FIRST_UNPRIVILEGED = 1024;

    private WebAddress() {}

    /** Empty for any other. */
    static Optional<URI> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text).normalize();
            return isWeb(url) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
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

    /** What has one robots.txt. */
    static String site(URI url) {
        return "%s://%s"
                .formatted(
                        url.getScheme().toLowerCase(Locale.ROOT),
                        url.getRawAuthority().toLowerCase(Locale.ROOT));
    }
}
