/** Tests of how a node is put together. */
@NullMarked
package org.pastecluster.bootstrap;

import org.jspecify.annotations.NullMarked;
