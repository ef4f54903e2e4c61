/** Links between nodes: what travels on an upgraded connection, how it is written and read. Knows no socket and no web server. */
@NullMarked
package org.pastecluster.http.link;

import org.jspecify.annotations.NullMarked;
