/** {@code bin/bench}: PasteCluster and its peers, measured on one machine in one go. */
@NullMarked
package org.pastecluster.bench;

import org.jspecify.annotations.NullMarked;
