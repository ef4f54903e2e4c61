/** What travels between nodes, as immutable values. */
@NullMarked
package org.pastecluster.message;

import org.jspecify.annotations.NullMarked;
