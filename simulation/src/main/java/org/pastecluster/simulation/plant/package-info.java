/**
 * Planted bugs: nodes as a careless programmer would have made them, one class a bug, each put around a correct node, so
 * that the checkers can be checked. {@link org.pastecluster.simulation.plant.PlantedBug} is the catalogue.
 */
@NullMarked
package org.pastecluster.simulation.plant;

import org.jspecify.annotations.NullMarked;
