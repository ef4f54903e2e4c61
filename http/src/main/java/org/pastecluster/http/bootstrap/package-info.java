/** Puts cluster, handler and client together: the one door for applications and adapters. */
@NullMarked
package org.pastecluster.http.bootstrap;

import org.jspecify.annotations.NullMarked;
