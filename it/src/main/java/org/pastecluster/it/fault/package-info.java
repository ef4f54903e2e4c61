/** What befalls the nodes, kind by kind, and when. */
@NullMarked
package org.pastecluster.it.fault;

import org.jspecify.annotations.NullMarked;
