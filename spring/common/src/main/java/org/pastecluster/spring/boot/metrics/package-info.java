/** The node's figures in the application's Micrometer registry. */
@NullMarked
package org.pastecluster.spring.boot.metrics;

import org.jspecify.annotations.NullMarked;
