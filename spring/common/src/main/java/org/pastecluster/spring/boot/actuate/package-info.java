/** What both generations' actuators tell of the cluster. */
@NullMarked
package org.pastecluster.spring.boot.actuate;

import org.jspecify.annotations.NullMarked;
