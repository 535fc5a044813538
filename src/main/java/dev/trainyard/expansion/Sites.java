package dev.trainyard.expansion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crawlercommons.robots.SimpleRobotRules;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the sites that are asked. Redirects can lead to sites without end, each with a long robots.txt: those that are
 * asked least are forgotten, and would be met as if for the first time.
 */
final class Sites {
    static final int REMEMBERED = 20_000;

    /** Bytes, as far as they can be told. */
    private static final int RULES_REMEMBERED = 100_000_000;

    private final ExpansionSettings settings;
    private final Cache<String, HostGate> gates = limited().build();
    private final Cache<String, Breaker> breakers = limited().build();
    private final Cache<String, RefusedException> forbidden = limited().build();
    private final Cache<String, SimpleRobotRules> rules = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(RULES_REMEMBERED)
            .<String, SimpleRobotRules>weigher((site, known) -> RobotsTxt.size(known))
            .build();

    Sites(ExpansionSettings settings) {
        this.settings = settings;
    }

    private static Caffeine<Object, Object> limited() {
        return Caffeine.newBuilder().executor(Runnable::run).maximumSize(REMEMBERED);
    }

    HostGate gate(URI url) {
        return gates.get(
                url.getHost().toLowerCase(Locale.ROOT), host -> new HostGate(settings.perHost(), settings.interval()));
    }

    Breaker breaker(URI url) {
        return breakers.get(WebAddress.site(url), site -> new Breaker(settings.respite(), System::nanoTime));
    }

    /** What its robots.txt says; null if that was not read. */
    @Nullable
    SimpleRobotRules rules(URI url) {
        return rules.getIfPresent(WebAddress.site(url));
    }

    void know(URI url, SimpleRobotRules read) {
        rules.put(WebAddress.site(url), read);
    }

    /** Nothing of it may be asked for any more. */
    void forbid(URI url, RefusedException why) {
        forbidden.put(WebAddress.site(url), why);
    }

    void requireNotForbidden(URI url) throws RefusedException {
        RefusedException why = forbidden.getIfPresent(WebAddress.site(url));
        if (why != null) {
            throw why;
        }
    }

    /** How many are remembered. */
    long size() {
        return Math.max(breakers.estimatedSize(), Math.max(gates.estimatedSize(), rules.estimatedSize()));
    }
}
