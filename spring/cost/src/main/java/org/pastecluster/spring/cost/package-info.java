/** What the starter costs an application at its start, in alternating pairs of processes. */
@NullMarked
package org.pastecluster.spring.cost;

import org.jspecify.annotations.NullMarked;
