/** Tells a history as a story: one line an event, in fixed columns. */
@NullMarked
package org.pastecluster.simulation.trace;

import org.jspecify.annotations.NullMarked;
