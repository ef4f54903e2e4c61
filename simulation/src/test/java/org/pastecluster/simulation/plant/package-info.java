/** Tests of the checkers, by planted bugs. */
@NullMarked
package org.pastecluster.simulation.plant;

import org.jspecify.annotations.NullMarked;
