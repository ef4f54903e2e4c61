package org.pastecluster.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;

/**
 * The step from one view to the next, or a whole view.
 *
 * @param leader who published it
 * @param base the view that the step starts from; {@link ViewId#NONE} when {@code joined} is the whole list
 * @param version the version that results, under the leader's number
 * @param joined members to add behind the others, in order; one whose host is there already replaces it in its place
 * @param left members to drop
 * @param presiding the .NET node that leads the .NET nodes and this project's alike, while the publisher speaks for the latter;
 *     null, as nearly always, when the publisher leads itself
 * @param supersedes leaderships that this one has replaced by agreement: whoever follows one of them may follow this
 */
public record ViewUpdate(
        LeaderRef leader,
        ViewId base,
        long version,
        List<Member> joined,
        List<Member> left,
        @Nullable Member presiding,
        List<LeaderRef> supersedes) {

    public ViewUpdate {
        joined = List.copyOf(joined);
        left = List.copyOf(left);
        supersedes = List.copyOf(supersedes);
    }

    public boolean isWhole() {
        return base.equals(ViewId.NONE);
    }

    /** The view that results. */
    public ViewId id() {
        return new ViewId(leader.number(), version);
    }
}
