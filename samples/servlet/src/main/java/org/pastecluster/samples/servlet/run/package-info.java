/** Containers to try the application in; not part of it. */
@NullMarked
package org.pastecluster.samples.servlet.run;

import org.jspecify.annotations.NullMarked;
