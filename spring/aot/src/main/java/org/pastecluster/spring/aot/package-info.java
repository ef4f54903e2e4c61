/** An application that is processed ahead of time. */
@NullMarked
package org.pastecluster.spring.aot;

import org.jspecify.annotations.NullMarked;
