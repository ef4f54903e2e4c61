/** Raw sockets: what no system on this machine can be faster than. */
@NullMarked
package org.pastecluster.bench.floor;

import org.jspecify.annotations.NullMarked;
