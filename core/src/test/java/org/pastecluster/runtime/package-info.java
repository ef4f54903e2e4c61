/** Tests of what drives the protocol, on a clock that the test moves. */
@NullMarked
package org.pastecluster.runtime;

import org.jspecify.annotations.NullMarked;
