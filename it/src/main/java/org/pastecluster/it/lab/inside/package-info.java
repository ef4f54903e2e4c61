/** What runs in a process of its own in a host's network: it is told by lines which ports to take and what to do with connections. Knows sockets alone. */
@NullMarked
package org.pastecluster.it.lab.inside;

import org.jspecify.annotations.NullMarked;
