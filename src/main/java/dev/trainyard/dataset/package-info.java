/**
 * Labelled images by the name of their data set, and their batches for training: hides where the files come from, how
 * they are laid out, downloaded and checked, and how images are augmented and batches prepared ahead of time.
 */
@NullMarked
package dev.trainyard.dataset;

import org.jspecify.annotations.NullMarked;
