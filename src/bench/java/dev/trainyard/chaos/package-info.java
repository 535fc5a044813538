/**
 * A cluster of real processes on one PostgreSQL, broken at random while clients submit, pause, resume and cancel runs, as
 * docs/reliability.md describes it; replaced by its next release at work; or as a large fleet (docs/scaling.md). Knows the
 * service from outside alone: its REST API, and what its database keeps.
 */
@NullMarked
package dev.trainyard.chaos;

import org.jspecify.annotations.NullMarked;
