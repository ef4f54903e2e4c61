/** What a system under measurement must be able to do; what the harness and a node's process both know. */
@NullMarked
package org.pastecluster.bench.system;

import org.jspecify.annotations.NullMarked;
