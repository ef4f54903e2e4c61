/** What nodes and the bed write down, and how it is read again. Nothing here knows a cluster. */
@NullMarked
package org.pastecluster.it.record;

import org.jspecify.annotations.NullMarked;
