/** A web application whose servers are a cluster. */
@NullMarked
package org.pastecluster.samples.servlet;

import org.jspecify.annotations.NullMarked;
