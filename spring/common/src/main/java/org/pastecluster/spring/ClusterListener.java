package org.pastecluster.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a bean that takes messages of a type from other nodes, and from this one where it sends to itself.
 *
 * <p>It has at most one parameter for the payload, which the {@link PayloadConverter} makes of the message's body: what it becomes is the
 * parameter's type and nothing that came with the message. Beside it, in any order, it may have an
 * {@link org.pastecluster.ClusterMessage}, for headers and times, and an {@link org.pastecluster.Member}, which is the sender; one that is
 * no member is told by its URL and incarnation alone, and a .NET node that did not say its URL is null.
 *
 * <p>What it returns is the reply to a request, made a message of the same type by the {@link PayloadConverter}; a
 * {@link org.pastecluster.Message} stays as it is, and null or {@code void} is no reply. A {@link java.util.concurrent.CompletionStage}
 * replies when it completes, as does a {@code Mono} where Reactor is there: the message is then delivered, or failed, and not before.
 *
 * <p>It runs on threads of the cluster, for one message at a time of each sender's lane; different senders' run side by side. It may block,
 * which delays later messages of that lane and nobody else's. What it throws, or a payload that cannot be converted, is logged, and the
 * sender gets the verdict {@link org.pastecluster.Verdict#FAILED}.
 *
 * <p>The bean is a singleton, and made at the start even if it is lazy; its proxy is called, so that its aspects apply. The application
 * does not start when two methods take one type, when the type is reserved, or when the method can't be called. Where the cluster is
 * switched off, the annotation means nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ClusterListener {

    /** The type of the messages: 0, or a number above 10. */
    int type();
}
