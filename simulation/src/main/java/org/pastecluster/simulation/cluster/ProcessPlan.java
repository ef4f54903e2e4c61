package org.pastecluster.simulation.cluster;

import org.pastecluster.ClusterSettings;

/**
 * How the process at a machine starts, each time that it does.
 *
 * @param settings its settings; its own address tells the host that it claims
 * @param wallSkewMillis how far its machine's wall clock is ahead
 * @param driftPpm how much too fast its monotonic clock runs, in millionths
 */
public record ProcessPlan(ClusterSettings settings, long wallSkewMillis, long driftPpm) {}
