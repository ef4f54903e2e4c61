/** The faults that the simulator knows: each is caused by verbs of the cluster and ends by itself. */
@NullMarked
package org.pastecluster.simulation.fault;

import org.jspecify.annotations.NullMarked;
