/** What beans look like before they are made. */
@NullMarked
package org.pastecluster.spring.boot.beans;

import org.jspecify.annotations.NullMarked;
