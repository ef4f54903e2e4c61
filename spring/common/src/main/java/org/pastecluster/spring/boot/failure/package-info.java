/** What cannot work, told as Spring Boot tells it: the fault, and the fix. */
@NullMarked
package org.pastecluster.spring.boot.failure;

import org.jspecify.annotations.NullMarked;
