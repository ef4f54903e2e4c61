/** Nodes make themselves known in a table of a database. */
@NullMarked
package org.pastecluster.discovery.jdbc;

import org.jspecify.annotations.NullMarked;
