/** Types of Spring Boot 3 that the other generation has under other names. */
@NullMarked
package org.pastecluster.spring.boot.boot3;

import org.jspecify.annotations.NullMarked;
