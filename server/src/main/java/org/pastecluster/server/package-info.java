/** The cluster with a web server of its own. */
@NullMarked
package org.pastecluster.server;

import org.jspecify.annotations.NullMarked;
