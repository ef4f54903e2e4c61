/** The few holes that an embedder or a module fills. */
@NullMarked
package org.pastecluster.spi;

import org.jspecify.annotations.NullMarked;
