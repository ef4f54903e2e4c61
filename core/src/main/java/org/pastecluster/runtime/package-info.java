/** Drives the protocol: one serial loop a node, its timer, its listeners, what others may read of it. */
@NullMarked
package org.pastecluster.runtime;

import org.jspecify.annotations.NullMarked;
