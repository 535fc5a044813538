package dev.trainyard.expansion;

import crawlercommons.robots.SimpleRobotRules;
import dev.trainyard.egress.ForbiddenAddressException;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import org.jsoup.internal.StringUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Fetches URLs as a polite robot does: it reads robots.txt (RFC 9309), spares each host, waits when it is told to, asks again
 * what may pass, and follows a few redirects, each as if it had been asked for.
 */
final class Fetcher implements AutoCloseable {
    private static final int REDIRECTS = 5;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** Bytes of robots.txt; what is longer is read up to there (RFC 9309, 2.5). */
    private static final WebClient.Extent ROBOTS = new WebClient.Extent(500 * 1024, true);

    private final ExpansionSettings settings;
    private final WebClient client;
    private final Sites sites;

    Fetcher(ExpansionSettings settings, Clock clock) {
        this.settings = settings;
        this.client = new WebClient(settings, clock);
        this.sites = new Sites(settings);
    }

    /** What is there, after redirects: an answer with status 200; throws RefusedException for anything else. */
    Response fetch(String address) throws RefusedException, InterruptedException {
        return fetch(address, settings.maxBytes());
    }

    /** The same, of at most so many bytes; throws AwayException if its host is to be asked later. */
    Response fetch(String address, DataSize most) throws RefusedException, InterruptedException {
        Response response = get(address(address), most);
        for (int hop = 0; isRedirect(response); hop++) {
            if (hop == REDIRECTS) {
                throw new RefusedException(Fate.FAILED, "it redirects more than %d times".formatted(REDIRECTS));
            }
            response = get(target(response), most);
        }
        return checked(response);
    }

    private Response get(URI url, DataSize most) throws RefusedException, InterruptedException {
        requireAllowed(url);
        Response response = ask(url, new WebClient.Extent(Math.toIntExact(most.toBytes()), false));
        if (!mayPass(response)) {
            breaker(url).answered();
        }
        return response;
    }

    private static boolean isRedirect(Response response) {
        return response.location() != null && response.status() / 100 == 3;
    }

    private static URI target(Response redirect) throws RefusedException {
        return address(StringUtil.resolve(redirect.url().toString(), String.valueOf(redirect.location())));
    }

    private static URI address(String text) throws RefusedException {
        return WebAddress.parse(text)
                .orElseThrow(() -> new RefusedException(Fate.FORBIDDEN, "no URL of http or https that is asked for"));
    }

    private static Response checked(Response response) throws RefusedException {
        int status = response.status();
        if (status == 200) {
            if (response.tooLarge()) {
                throw new RefusedException(Fate.TOO_LARGE, "it has more bytes than are read");
            }
            return response;
        }
        Fate fate = switch (status) {
            case 401, 403, 407, 451 -> Fate.FORBIDDEN;
            case 404, 410 -> Fate.GONE;
            default -> Fate.FAILED;
        };
        throw new RefusedException(fate, "its host answers with status " + status);
    }

    private void requireAllowed(URI url) throws RefusedException, InterruptedException {
        if (!rules(url).isAllowed(url.toString())) {
            throw new RefusedException(Fate.FORBIDDEN, "robots.txt of its host keeps robots from it");
        }
    }

    /** A host that is away is found so once: each of its thousand pictures would wait as long again. */
    private SimpleRobotRules rules(URI url) throws RefusedException, InterruptedException {
        sites.requireNotForbidden(url);
        breaker(url).enter();
        SimpleRobotRules known = sites.rules(url);
        return known == null ? read(url) : known;
    }

    private SimpleRobotRules read(URI url) throws RefusedException, InterruptedException {
        try {
            SimpleRobotRules read = robots(WebAddress.site(url));
            breaker(url).answered();
            if (read.getCrawlDelay() > 0) {
                sites.gate(url).slowDown(bounded(Duration.ofMillis(read.getCrawlDelay())));
            }
            sites.know(url, read);
            return read;
        } catch (RefusedException e) {
            if (e.fate() == Fate.FAILED) {
                leave(url, e.detail());
            }
            sites.forbid(url, e);
            throw e;
        }
    }

    /** Throws AwayException, or RefusedException if it was left alone too often. */
    private void leave(URI url, String trouble) throws RefusedException {
        breaker(url).pause(trouble);
        breaker(url).enter();
        throw new RefusedException(Fate.FAILED, trouble);
    }

    private SimpleRobotRules robots(String site) throws RefusedException, InterruptedException {
        URI url = address(site + "/robots.txt");
        Response response = ask(url, ROBOTS);
        for (int hop = 0; hop < REDIRECTS && isRedirect(response); hop++) {
            response = ask(target(response), ROBOTS);
        }
        if (mayPass(response)) {
            throw new RefusedException(
                    Fate.FAILED, "robots.txt of its host is not to be had now: status " + response.status());
        }
        return RobotsTxt.rules(response, settings.userAgent());
    }

    /** Asks until there is an answer that will not pass, or as often as is asked. */
    private Response ask(URI url, WebClient.Extent extent) throws RefusedException, InterruptedException {
        HostGate gate = sites.gate(url);
        Response response = null;
        String trouble = "";
        int attempts = breaker(url).isOnTrial() ? 1 : settings.attempts();
        for (int attempt = 0; attempt < attempts; attempt++) {
            try {
                response = askOnce(url, extent, gate);
                if (!mayPass(response)) {
                    return response;
                }
                trouble = "its host answers with status " + response.status();
                gate.pause(wait(response.retryAfter(), attempt));
            } catch (ForbiddenAddressException e) {
                throw new RefusedException(
                        Fate.FORBIDDEN, "its host has an address that is not one of the public internet");
            } catch (UnknownHostException e) {
                // A name that is not there and name servers that are away look alike.
                leave(url, "its host has no address");
            } catch (IOException e) {
                trouble = "its host does not answer in time, or breaks off (%s)"
                        .formatted(e.getClass().getSimpleName());
                gate.pause(wait(null, attempt));
            }
        }
        breaker(url).failed(trouble);
        if (response != null) {
            return response;
        }
        throw new RefusedException(Fate.FAILED, trouble);
    }

    private static boolean mayPass(Response response) {
        return response.status() == TOO_MANY_REQUESTS || response.status() >= FIRST_SERVER_ERROR;
    }

    private Response askOnce(URI url, WebClient.Extent extent, HostGate gate) throws IOException, InterruptedException {
        gate.enter();
        try {
            return client.get(url, extent);
        } finally {
            gate.leave();
        }
    }

    private Duration wait(@Nullable Duration wished, int attempt) {
        return bounded(wished == null ? FIRST_WAIT.multipliedBy(1L << attempt) : wished);
    }

    private Duration bounded(Duration wait) {
        return wait.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : wait;
    }

    private Breaker breaker(URI url) {
        return sites.breaker(url);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
