/** Messages between nodes as JSON over HTTP. */
@NullMarked
package org.pastecluster.http;

import org.jspecify.annotations.NullMarked;
