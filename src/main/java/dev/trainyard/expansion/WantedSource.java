package dev.trainyard.expansion;

/**
 * A page or a sitemap whose pictures somebody wants in a version.
 *
 * @param label name of the class of all of them
 */
record WantedSource(Kind kind, String url, String label) {
    enum Kind {
        PAGE,
        SITEMAP
    }
}
