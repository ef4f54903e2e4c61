/** Real .NET nodes among ours: how they are started, what is seen of them, and what must be so. */
@NullMarked
package org.pastecluster.it.neighbour;

import org.jspecify.annotations.NullMarked;
