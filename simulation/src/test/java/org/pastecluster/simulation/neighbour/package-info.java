/** .NET nodes in the simulator: a peer that behaves as they do, its faults included, and what is promised where there are some. */
@NullMarked
package org.pastecluster.simulation.neighbour;

import org.jspecify.annotations.NullMarked;
