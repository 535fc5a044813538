package dev.trainyard.expansion;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.trainyard.egress.ForbiddenAddressException;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fetches URLs as a polite robot does: it reads robots.txt (RFC 9309), spares each host, waits when it is told to, asks again
 * what may pass, and follows a few redirects, each as if it had been asked for.
 */
final class Fetcher implements AutoCloseable {
    private static final int REDIRECTS = 5;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final ExpansionSettings settings;
    private final WebClient client;
    private final SimpleRobotRulesParser robotsParser = new SimpleRobotRulesParser();
    private final Map<String, HostGate> gates = new ConcurrentHashMap<>();
    private final Map<String, BaseRobotRules> rules = new ConcurrentHashMap<>();
    private final Map<String, RefusedException> closed = new ConcurrentHashMap<>();

    Fetcher(ExpansionSettings settings, Clock clock) {
        this.settings = settings;
        this.client = new WebClient(settings, clock);
    }

    /** What is there, after redirects: an answer with status 200; throws RefusedException for anything else. */
    Response fetch(String address) throws RefusedException, InterruptedException {
        URI url = address(address);
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            requireAllowed(url);
            Response response = ask(url);
            if (response.location() == null || response.status() / 100 != 3) {
                return checked(response);
            }
            url = address(resolved(url, response.location()));
        }
        throw new RefusedException(Fate.FAILED, "it redirects more than %d times".formatted(REDIRECTS));
    }

    private static URI address(String text) throws RefusedException {
        return WebAddress.parse(text)
                .orElseThrow(() -> new RefusedException(Fate.FORBIDDEN, "no URL of http or https that is asked for"));
    }

    private static String resolved(URI url, String location) throws RefusedException {
        try {
            return url.resolve(location).toString();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Fate.FAILED, "it redirects to what is no URL");
        }
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
    private BaseRobotRules rules(URI url) throws RefusedException, InterruptedException {
        String site = WebAddress.site(url);
        BaseRobotRules known = rules.get(site);
        if (known != null) {
            return known;
        }
        RefusedException refusal = closed.get(site);
        if (refusal != null) {
            throw refusal;
        }
        try {
            BaseRobotRules read = robots(site);
            if (read.getCrawlDelay() > 0) {
                gate(url).slowDown(bounded(Duration.ofMillis(read.getCrawlDelay())));
            }
            rules.put(site, read);
            return read;
        } catch (RefusedException e) {
            closed.put(site, e);
            throw e;
        }
    }

    /** Where there is none all is allowed, and where it cannot be had now nothing is (RFC 9309, 2.3.1). */
    private BaseRobotRules robots(String site) throws RefusedException, InterruptedException {
        URI url = address(site + "/robots.txt");
        Response response = ask(url);
        for (int hop = 0; hop < REDIRECTS && response.location() != null && response.status() / 100 == 3; hop++) {
            url = address(resolved(url, response.location()));
            response = ask(url);
        }
        int status = response.status();
        if (status == 200) {
            String agent = settings.userAgent().replaceFirst("[/ ].*", "").toLowerCase(Locale.ROOT);
            return robotsParser.parseContent(url.toString(), response.body(), "text/plain", List.of(agent));
        }
        if (mayPass(status)) {
            throw new RefusedException(Fate.FAILED, "robots.txt of its host is not to be had now: status " + status);
        }
        return new SimpleRobotRules(
                status >= FIRST_ERROR
                        ? SimpleRobotRules.RobotRulesMode.ALLOW_ALL
                        : SimpleRobotRules.RobotRulesMode.ALLOW_NONE);
    }

    /** Asks until there is an answer that will not pass, or as often as is asked. */
    private Response ask(URI url) throws RefusedException, InterruptedException {
        HostGate gate = gate(url);
        Response response = null;
        String trouble = "";
        for (int attempt = 0; attempt < settings.attempts(); attempt++) {
            try {
                response = askOnce(url, gate);
                if (!mayPass(response.status())) {
                    return response;
                }
                gate.pause(wait(response.retryAfter(), attempt));
            } catch (ForbiddenAddressException e) {
                throw new RefusedException(
                        Fate.FORBIDDEN, "its host has an address that is not one of the public internet");
            } catch (UnknownHostException e) {
                throw new RefusedException(Fate.GONE, "its host has no address");
            } catch (IOException e) {
                trouble = e.getClass().getSimpleName();
                gate.pause(wait(null, attempt));
            }
        }
        if (response != null) {
            return response;
        }
        throw new RefusedException(
                Fate.FAILED, "its host does not answer in time, or breaks off (%s)".formatted(trouble));
    }

    private static boolean mayPass(int status) {
        return status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR;
    }

    private Response askOnce(URI url, HostGate gate) throws IOException, InterruptedException {
        gate.enter();
        try {
            return client.get(url);
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

    private HostGate gate(URI url) {
        return gates.computeIfAbsent(
                url.getHost().toLowerCase(Locale.ROOT), host -> new HostGate(settings.perHost(), settings.interval()));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
