@NullMarked
package org.pastecluster.it.node;

import org.jspecify.annotations.NullMarked;
