/** The database that {@code samples/task-board/run} starts; not part of the service. */
@NullMarked
package org.pastecluster.samples.board.database;

import org.jspecify.annotations.NullMarked;
