/** The state machine: input and the time in, outputs out; no clock, thread, lock, log, random or I/O. */
@NullMarked
package org.pastecluster.protocol;

import org.jspecify.annotations.NullMarked;
