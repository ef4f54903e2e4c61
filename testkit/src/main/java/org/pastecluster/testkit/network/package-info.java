/**
 * A network on virtual time that moves frames and knows nothing of the protocol: delay, loss, cuts, refusals, proxies,
 * wrong addresses; and the processes on it, which can be crashed, paused and slow.
 */
@NullMarked
package org.pastecluster.testkit.network;

import org.jspecify.annotations.NullMarked;
