/** The one thread and mailbox that drive the protocol. */
@NullMarked
package org.pastecluster.runtime;

import org.jspecify.annotations.NullMarked;
