/** Figures into medians, a table, ratios and JSON. */
@NullMarked
package org.pastecluster.bench.report;

import org.jspecify.annotations.NullMarked;
