/** The cluster with a web server of its own, for programs that have none. */
@NullMarked
package org.pastecluster.server;

import org.jspecify.annotations.NullMarked;
