/** Tests of the table of growth. */
@NullMarked
package org.pastecluster.simulation.growth;

import org.jspecify.annotations.NullMarked;
