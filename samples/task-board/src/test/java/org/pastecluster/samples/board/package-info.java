/** The board as a newcomer starts it, behind the proxies that people have, and looked at with a browser. */
@NullMarked
package org.pastecluster.samples.board;

import org.jspecify.annotations.NullMarked;
