/** JMH benchmarks of what happens inside of one node. */
@NullMarked
package org.pastecluster.bench.jmh;

import org.jspecify.annotations.NullMarked;
