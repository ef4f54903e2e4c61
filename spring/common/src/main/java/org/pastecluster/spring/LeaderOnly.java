package org.pastecluster.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a bean that runs only on the node that leads the cluster.
 *
 * <p>On a {@code @Scheduled} method: every node's scheduler calls it, and all but the leader skip it. With a cron expression each of its slots
 * is run once, whoever led before and whatever its clock says; what a crash in the middle or a split network can still do, {@link Slot} says. With a fixed rate or delay there are no slots that two nodes
 * share: then the leader runs it, and when leadership moves a run may follow the one before sooner than that. On any other: a caller on a node that
 * does not lead gets a {@link NotLeaderException}, which names the leader. Leadership is looked at on the thread that runs the method: inside
 * {@code @Async}, and outside of {@code @Transactional}, so that no transaction begins where nothing is done.
 *
 * <p>Inside of the method {@link org.pastecluster.Leadership#current()} is the leadership that it works for; a parameter of that type gets it
 * too, when the caller gives null. A check at the beginning does not make a long run safe: give {@code Leadership.token()} to the store with
 * every write, or look at {@code Leadership.isValid()} in between.
 *
 * <p>A method that returns a {@code CompletionStage}, {@code Mono} or {@code Flux} is running until that has ended; a reactive one looks at
 * leadership when it is subscribed to. When the application stops, running calls have {@code pastecluster.drain} to end, during which this
 * node goes on leading; then their threads are interrupted.
 *
 * <p>With {@code pastecluster.enabled=false} there is no cluster, and the method runs on every node; where the application has no web server, so
 * that its node is off, it runs on none.
 *
 * <p>What Spring's proxies cannot intercept ends the start of the application with the reason: final, private and static methods, calls
 * from within the same object, beans that were made before there were proxies.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface LeaderOnly {

    /** What becomes of slots that no node ran. Only with {@code @Scheduled(cron = …)}. */
    MissedSlots missed() default MissedSlots.SKIP;

    /** Whether the thread is interrupted when leadership ends while the method runs. */
    boolean interrupt() default false;
}
