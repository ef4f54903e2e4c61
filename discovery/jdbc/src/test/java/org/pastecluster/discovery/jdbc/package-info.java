/** Against H2 in memory, and against a real PostgreSQL. */
@NullMarked
package org.pastecluster.discovery.jdbc;

import org.jspecify.annotations.NullMarked;
