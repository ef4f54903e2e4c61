/** JGroups through its public API. */
@NullMarked
package org.pastecluster.bench.jgroups;

import org.jspecify.annotations.NullMarked;
