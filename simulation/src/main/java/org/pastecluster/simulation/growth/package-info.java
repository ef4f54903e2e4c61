/** What forming and changing a cluster costs, for clusters of several sizes: {@code bin/simulate --growth}. */
@NullMarked
package org.pastecluster.simulation.growth;

import org.jspecify.annotations.NullMarked;
