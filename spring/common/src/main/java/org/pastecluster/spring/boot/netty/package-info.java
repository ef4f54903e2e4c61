/** The cluster's paths and links in a web server of reactor-netty. Knows requests, answers and connections, and nothing of Spring Boot. */
@NullMarked
package org.pastecluster.spring.boot.netty;

import org.jspecify.annotations.NullMarked;
