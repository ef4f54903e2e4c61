/** Types of Spring Boot 4 that the other generation has under other names. */
@NullMarked
package org.pastecluster.spring.boot.boot4;

import org.jspecify.annotations.NullMarked;
