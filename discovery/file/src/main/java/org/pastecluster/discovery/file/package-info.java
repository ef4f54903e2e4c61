/** What a node remembers of its cluster, in a file of its own. */
@NullMarked
package org.pastecluster.discovery.file;

import org.jspecify.annotations.NullMarked;
