@NullMarked
package org.pastecluster.it;

import org.jspecify.annotations.NullMarked;
