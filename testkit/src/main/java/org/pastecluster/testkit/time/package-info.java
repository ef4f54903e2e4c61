/** Virtual time: one queue of events for all nodes, and clocks that show each node its own reading of it. */
@NullMarked
package org.pastecluster.testkit.time;

import org.jspecify.annotations.NullMarked;
