/** Against a real redis-server, where one is on the PATH. */
@NullMarked
package org.pastecluster.discovery.redis;

import org.jspecify.annotations.NullMarked;
