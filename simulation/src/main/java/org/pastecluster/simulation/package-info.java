/** Clusters of simulated nodes, in simulated time and on a simulated network. */
@NullMarked
package org.pastecluster.simulation;

import org.jspecify.annotations.NullMarked;
