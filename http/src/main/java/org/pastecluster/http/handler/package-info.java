/** The server side without a server: one HTTP request in, one answer out. */
@NullMarked
package org.pastecluster.http.handler;

import org.jspecify.annotations.NullMarked;
