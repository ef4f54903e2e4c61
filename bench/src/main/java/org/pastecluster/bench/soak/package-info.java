/** {@code bin/soak}: a cluster at full speed whose nodes are killed and frozen, every message accounted for. */
@NullMarked
package org.pastecluster.bench.soak;

import org.jspecify.annotations.NullMarked;
