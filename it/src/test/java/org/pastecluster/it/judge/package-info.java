@NullMarked
package org.pastecluster.it.judge;

import org.jspecify.annotations.NullMarked;
