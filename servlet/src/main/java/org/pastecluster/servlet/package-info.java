/** The server side of the cluster inside of any servlet container. */
@NullMarked
package org.pastecluster.servlet;

import org.jspecify.annotations.NullMarked;
