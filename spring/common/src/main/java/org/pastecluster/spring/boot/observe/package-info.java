/** Observations of messages, which carry traces from node to node. */
@NullMarked
package org.pastecluster.spring.boot.observe;

import org.jspecify.annotations.NullMarked;
