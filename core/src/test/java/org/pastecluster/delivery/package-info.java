@NullMarked
package org.pastecluster.delivery;

import org.jspecify.annotations.NullMarked;
