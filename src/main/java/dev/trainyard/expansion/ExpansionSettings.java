package dev.trainyard.expansion;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of how pictures of the web are fetched.
 *
 * @param allowedHosts hosts that may be asked at addresses that are not public
 * @param userAgent how requests name themselves; add an address at which you can be reached
 * @param perHost requests to a host at the same time
 * @param interval between two requests to a host; longer if its robots.txt says so
 * @param timeout time that a request may take as a whole
 * @param maxBytes the most bytes of a picture or a sitemap
 * @param maxPageBytes the most bytes of a page
 * @param maxPixels the most pixels of a picture
 * @param attempts how often a host is asked that does not answer, or with an error that may pass
 * @param longestWait the longest that a host may have us wait (Retry-After, crawl delay)
 * @param respite how long a site is left alone that failed five times in a row; after the third time it is asked no more
 * @param downloads requests at the same time
 * @param maxImages the most pictures of one expansion
 */
@ConfigurationProperties("trainyard.expansion")
record ExpansionSettings(
        @DefaultValue({}) List<String> allowedHosts,
        @DefaultValue("Trainyard") String userAgent,
        @DefaultValue("2") int perHost,
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("20MB") DataSize maxBytes,
        @DefaultValue("4MB") DataSize maxPageBytes,
        @DefaultValue("16777216") int maxPixels,
        @DefaultValue("3") int attempts,
        @DefaultValue("2m") Duration longestWait,
        @DefaultValue("2m") Duration respite,
        @DefaultValue("16") int downloads,
        @DefaultValue("1000000") int maxImages) {
    ExpansionSettings {
        if (perHost < 1 || attempts < 1 || downloads < 1 || maxImages < 1 || maxPixels < 1) {
            throw new IllegalArgumentException(
                    "trainyard.expansion: per-host (%d), attempts (%d), downloads (%d), max-images (%d) and max-pixels (%d) must be at least 1"
                            .formatted(perHost, attempts, downloads, maxImages, maxPixels));
        }
        if (timeout.toMillis() < 1 || interval.isNegative() || longestWait.isNegative() || respite.isNegative()) {
            throw new IllegalArgumentException(
                    "trainyard.expansion: timeout (%s) must be at least 1 ms, interval (%s), longest-wait (%s) and respite (%s) not negative"
                            .formatted(timeout, interval, longestWait, respite));
        }
        requireSize("max-bytes", maxBytes);
        requireSize("max-page-bytes", maxPageBytes);
    }

    private static void requireSize(String name, DataSize size) {
        if (size.toBytes() < 1 || size.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(
                    "trainyard.expansion.%s must be from 1B to 1GB, but is %s".formatted(name, size));
        }
    }
}
