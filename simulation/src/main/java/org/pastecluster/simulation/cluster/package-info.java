/**
 * A cluster on virtual time, for the simulator: verbs that start, crash, pause and cut, and witnessed facts about every process
 * that ever ran. Builds on testkit's network and time.
 */
@NullMarked
package org.pastecluster.simulation.cluster;

import org.jspecify.annotations.NullMarked;
