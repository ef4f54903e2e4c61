/** Batches of messages as bytes, wherever they travel: on links, and in requests where there are none. */
@NullMarked
package org.pastecluster.http.batch;

import org.jspecify.annotations.NullMarked;
