package org.pastecluster.samples.board;

import java.util.UUID;

/**
 * What the leader tells a node to do.
 *
 * @param id new each time that a task is given to a node
 * @param attempt the how manieth time that is
 */
record Assignment(UUID id, long task, int attempt, String title, double seconds) {}
