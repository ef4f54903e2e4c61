/** What the applications of a simulated cluster do with messages: whom they write to, how much and how often, and how they take what comes. */
@NullMarked
package org.pastecluster.simulation.traffic;

import org.jspecify.annotations.NullMarked;
