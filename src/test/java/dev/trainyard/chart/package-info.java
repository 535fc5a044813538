/** Tests of the Helm chart: rendered without Helm, held against Kubernetes' model, and its query run in PostgreSQL. */
@NullMarked
package dev.trainyard.chart;

import org.jspecify.annotations.NullMarked;
