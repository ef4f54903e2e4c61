/** The laboratory: networks, rules, processes and clocks that the bed sets up, spoils and takes down again. Nothing here knows a cluster. */
@NullMarked
package org.pastecluster.it.lab;

import org.jspecify.annotations.NullMarked;
