/** Who means harm: what it sends to nodes over real sockets, and what comes of that; and whether a campaign's files betray the secret. */
@NullMarked
package org.pastecluster.it.hostile;

import org.jspecify.annotations.NullMarked;
