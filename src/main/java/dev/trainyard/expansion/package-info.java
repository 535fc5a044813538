/**
 * Versions of data sets that grow by pictures of the web: lists, pages and sitemaps become pictures to fetch, each has a
 * fate, and none that equals or resembles a picture to test with comes to be trained on. Hides how hosts are spared, how
 * what they send is mistrusted, and how likeness is found.
 */
@ApplicationModule(
        allowedDependencies = {
            "registry",
            "dataset",
            "picture",
            "egress",
            "request",
            "access",
            "run",
            "training",
            "network"
        })
@NullMarked
package dev.trainyard.expansion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
