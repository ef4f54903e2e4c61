/**
 * How a message gets exactly one verdict: numbered, sent again where it may have been lost, handed over once. No clock, thread, lock
 * or I/O: whoever drives it brings the time and keeps others away.
 */
@NullMarked
package org.pastecluster.delivery;

import org.jspecify.annotations.NullMarked;
