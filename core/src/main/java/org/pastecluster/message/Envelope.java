package org.pastecluster.message;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;

/**
 * What every frame says of its sender, whatever else it carries: so that any exchange is news of the sender, an
 * acknowledgement of what it heard, and a chance to notice that two leaders exist.
 *
 * @param from the sender
 * @param toIncarnation the incarnation it means to reach; 0 when it does not know one. A receiver that is another
 *     incarnation must not act on the frame.
 * @param seen the highest number that the sender knows of
 * @param published the highest number that the sender knows to have been published with a view
 * @param stamp the sender's monotonic clock at sending, in its own nanoseconds; means nothing to anybody else
 * @param echo the largest {@code stamp} that the sender has had from the receiver's incarnation; 0 for none. It
 *     acknowledges a leader's frames up to that moment if {@code following} names that leader.
 * @param following the leader that the sender acknowledges (itself when it leads); null while it acknowledges none
 * @param view the view that the sender holds
 */
public record Envelope(
        Member from,
        long toIncarnation,
        long seen,
        long published,
        long stamp,
        long echo,
        @Nullable LeaderRef following,
        ViewId view) {}
