package dev.trainyard.archive;

import dev.trainyard.picture.Fitting;

/**
 * How an archive becomes a version.
 *
 * @param side rows and columns of an image
 * @param fitting how pictures become squares
 * @param testFraction of the images to test with, in (0, 1), where the archive does not say
 * @param seed of that choice
 * @param skipDamaged whether pictures that cannot be read are left out; else there is no version
 */
public record ImportOptions(int side, Fitting fitting, double testFraction, long seed, boolean skipDamaged) {}
