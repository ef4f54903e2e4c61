/** What a user of the cluster reads and calls. */
@NullMarked
package org.pastecluster;

import org.jspecify.annotations.NullMarked;
