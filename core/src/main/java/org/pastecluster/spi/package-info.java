/** The holes that others fill: how frames travel, what time it is, where a node runs. */
@NullMarked
package org.pastecluster.spi;

import org.jspecify.annotations.NullMarked;
