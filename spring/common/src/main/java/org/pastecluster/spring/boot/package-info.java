/** The cluster in a Spring Boot application: its settings, its beans, when it joins and leaves. */
@NullMarked
package org.pastecluster.spring.boot;

import org.jspecify.annotations.NullMarked;
