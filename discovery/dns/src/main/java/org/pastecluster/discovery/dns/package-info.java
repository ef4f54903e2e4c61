/** Nodes are all addresses that a name has. */
@NullMarked
package org.pastecluster.discovery.dns;

import org.jspecify.annotations.NullMarked;
