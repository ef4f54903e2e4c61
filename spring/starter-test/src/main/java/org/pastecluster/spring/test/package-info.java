/** Several Spring Boot applications in one test, one cluster, on time that passes only when the test says so: {@link VirtualApplications}. */
@NullMarked
package org.pastecluster.spring.test;

import org.jspecify.annotations.NullMarked;
