@NullMarked
package org.pastecluster.messenger;

import org.jspecify.annotations.NullMarked;
