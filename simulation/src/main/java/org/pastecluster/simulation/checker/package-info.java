/**
 * One class a promise. Checkers stand outside: they see what goes into each node and what comes out, and the true state of
 * time and network, which no node sees. The first step that cannot be ends the history.
 */
@NullMarked
package org.pastecluster.simulation.checker;

import org.jspecify.annotations.NullMarked;
