/** PasteCluster through its public API. */
@NullMarked
package org.pastecluster.bench.pastecluster;

import org.jspecify.annotations.NullMarked;
