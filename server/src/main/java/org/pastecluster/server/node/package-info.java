/** One node as a program, for use beside a program in any language. */
@NullMarked
package org.pastecluster.server.node;

import org.jspecify.annotations.NullMarked;
