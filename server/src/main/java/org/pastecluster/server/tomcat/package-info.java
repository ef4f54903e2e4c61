/** An embedded Tomcat that serves one servlet and nothing else, put together so that it starts quickly. */
@NullMarked
package org.pastecluster.server.tomcat;

import org.jspecify.annotations.NullMarked;
