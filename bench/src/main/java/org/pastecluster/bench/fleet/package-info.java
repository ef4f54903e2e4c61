/** The processes of one cluster under measurement, and what they say. */
@NullMarked
package org.pastecluster.bench.fleet;

import org.jspecify.annotations.NullMarked;
