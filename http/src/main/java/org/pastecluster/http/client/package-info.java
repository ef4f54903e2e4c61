/** The client side: a small HTTP client of our own, and the transport over it. */
@NullMarked
package org.pastecluster.http.client;

import org.jspecify.annotations.NullMarked;
