/** A board of tasks: they are posted to any node, the leader gives them to nodes, and nodes do them. */
@NullMarked
package org.pastecluster.samples.board;

import org.jspecify.annotations.NullMarked;
