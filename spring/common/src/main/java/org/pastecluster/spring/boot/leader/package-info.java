/** {@code @LeaderOnly}: what may run, what is running, and what of a bean cannot be intercepted. */
@NullMarked
package org.pastecluster.spring.boot.leader;

import org.jspecify.annotations.NullMarked;
