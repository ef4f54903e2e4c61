/**
 * Reads what the processes and the bed of a campaign wrote down, and judges P1 to P12 by that alone: a checker for each promise. Times are nanoseconds since
 * the campaign began, so that they can be compared as they are.
 */
@NullMarked
package org.pastecluster.it.judge;

import org.jspecify.annotations.NullMarked;
