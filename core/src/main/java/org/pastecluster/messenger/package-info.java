/** Messages between applications: takes what they send, carries it by link or by call, runs their handlers, tells them the verdicts. */
@NullMarked
package org.pastecluster.messenger;

import org.jspecify.annotations.NullMarked;
