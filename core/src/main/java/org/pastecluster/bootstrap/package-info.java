/** The builder: the one door. */
@NullMarked
package org.pastecluster.bootstrap;

import org.jspecify.annotations.NullMarked;
