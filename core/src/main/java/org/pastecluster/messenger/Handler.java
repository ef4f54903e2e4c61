package org.pastecluster.messenger;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pastecluster.MessageHandler;
import org.pastecluster.RequestHandler;

/**
 * Who takes messages of a type. One of the two is null.
 *
 * @param executor where it runs
 */
record Handler(@Nullable MessageHandler plain, @Nullable RequestHandler replying, Executor executor) {}
