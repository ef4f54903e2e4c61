/**
 * The simulator: draws a history from a seed, runs it on virtual time, and says which promise broke. May import core and
 * testkit, on whose virtual time and network it stands, and nothing else.
 */
@NullMarked
package org.pastecluster.simulation;

import org.jspecify.annotations.NullMarked;
