/** Pekko's classic actors and cluster through its public API. */
@NullMarked
package org.pastecluster.bench.pekko;

import org.jspecify.annotations.NullMarked;
