/** A program without a framework whose processes are a cluster. */
@NullMarked
package org.pastecluster.samples.plain;

import org.jspecify.annotations.NullMarked;
