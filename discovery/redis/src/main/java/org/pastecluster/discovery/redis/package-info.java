/** Nodes make themselves known in Redis. */
@NullMarked
package org.pastecluster.discovery.redis;

import org.jspecify.annotations.NullMarked;
