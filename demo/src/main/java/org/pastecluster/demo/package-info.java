/** A cluster to look at. */
@NullMarked
package org.pastecluster.demo;

import org.jspecify.annotations.NullMarked;
