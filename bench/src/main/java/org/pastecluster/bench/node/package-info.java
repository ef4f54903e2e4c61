/** The process of one node: drives any system by the lines that the harness writes. */
@NullMarked
package org.pastecluster.bench.node;

import org.jspecify.annotations.NullMarked;
