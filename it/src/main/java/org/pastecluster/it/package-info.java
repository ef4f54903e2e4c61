/** {@code bin/chaos}: a campaign of faults against a cluster of real processes, and its judgement. */
@NullMarked
package org.pastecluster.it;

import org.jspecify.annotations.NullMarked;
