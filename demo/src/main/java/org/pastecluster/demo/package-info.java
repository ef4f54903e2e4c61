/** A cluster to look at: starts nodes as processes, harms them, and measures what the others do. */
@NullMarked
package org.pastecluster.demo;

import org.jspecify.annotations.NullMarked;
