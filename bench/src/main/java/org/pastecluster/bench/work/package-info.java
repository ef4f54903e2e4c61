/** What is measured: each work starts a cluster, does something with it, and returns figures. */
@NullMarked
package org.pastecluster.bench.work;

import org.jspecify.annotations.NullMarked;
