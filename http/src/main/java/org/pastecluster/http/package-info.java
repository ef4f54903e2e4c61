/** Settings of the cluster over HTTP. */
@NullMarked
package org.pastecluster.http;

import org.jspecify.annotations.NullMarked;
