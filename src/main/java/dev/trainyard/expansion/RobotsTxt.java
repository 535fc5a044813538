package dev.trainyard.expansion;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.util.List;
import java.util.Locale;

/** What a site's robots.txt allows (RFC 9309). */
final class RobotsTxt {
    private static final int FIRST_ERROR = 400;

    /** Bytes of a line that is kept, beside its characters. */
    private static final int LINE = 100;

    private RobotsTxt() {}

    /** Where there is none all is allowed (2.3.1.3). */
    static SimpleRobotRules rules(Response response, String userAgent) {
        int status = response.status();
        if (status == 200) {
            String agent = userAgent.replaceFirst("[/ ].*", "").toLowerCase(Locale.ROOT);
            return new SimpleRobotRulesParser()
                    .parseContent(response.url().toString(), response.body(), "text/plain", List.of(agent));
        }
        return new SimpleRobotRules(
                status >= FIRST_ERROR
                        ? SimpleRobotRules.RobotRulesMode.ALLOW_ALL
                        : SimpleRobotRules.RobotRulesMode.ALLOW_NONE);
    }

    /** Bytes of memory, about: a file of short lines takes many times its length. */
    static int size(SimpleRobotRules rules) {
        int paths = rules.getRobotRules().stream()
                .mapToInt(rule -> LINE + rule.getPrefix().length())
                .sum();
        int sitemaps = rules.getSitemaps().stream()
                .mapToInt(url -> LINE + url.length())
                .sum();
        return LINE + paths + sitemaps;
    }
}
