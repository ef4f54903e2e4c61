/** Where a cluster is put together: settings and parts in, a running node out. */
@NullMarked
package org.pastecluster.bootstrap;

import org.jspecify.annotations.NullMarked;
