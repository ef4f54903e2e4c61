/** Hazelcast through its public API. */
@NullMarked
package org.pastecluster.bench.hazelcast;

import org.jspecify.annotations.NullMarked;
