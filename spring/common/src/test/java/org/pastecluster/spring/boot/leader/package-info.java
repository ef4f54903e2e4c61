@NullMarked
package org.pastecluster.spring.boot.leader;

import org.jspecify.annotations.NullMarked;
