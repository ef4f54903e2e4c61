package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

class MembershipTest {

    private static final Member A = member("http://a", 1);
    private static final Member B = member("http://b", 2);
    private static final Member C = member("http://c", 3);
    private static final LeaderRef LEADER = new LeaderRef(A, 10);

    private final Membership leaders = new Membership();
    private final Membership followers = new Membership();

    @Test
    void theFirstViewIsWholeForWhoHoldsNone() {
        leaders.begin(LEADER, List.of(A, B));

        ViewUpdate first = update(ViewId.NONE);

        assertThat(first.isWhole()).isTrue();
        assertThat(first.joined()).containsExactly(A, B);
    }

    @Test
    void severalStepsComeAsOneDifference() {
        leaders.begin(LEADER, List.of(A, B));
        followers.apply(update(ViewId.NONE));
        ViewId held = followers.id();

        leaders.change(List.of(C), List.of());
        leaders.change(List.of(), List.of(B));
        ViewUpdate step = update(held);

        assertThat(step.isWhole()).isFalse();
        assertThat(step.joined()).containsExactly(C);
        assertThat(step.left()).containsExactly(B);
        assertThat(followers.fits(step)).isTrue();
        followers.apply(step);
        assertThat(followers.copy()).isEqualTo(leaders.copy());
        assertThat(followers.id()).isEqualTo(leaders.id());
    }

    @Test
    void aMemberThatCameAndWentBetweenIsNotReportedAsJoined() {
        leaders.begin(LEADER, List.of(A));
        followers.apply(update(ViewId.NONE));

        leaders.change(List.of(C), List.of());
        leaders.change(List.of(), List.of(C));

        assertThat(update(followers.id()).joined()).isEmpty();
    }

    @Test
    void whoHoldsAnUnknownViewGetsTheWhole() {
        leaders.begin(LEADER, List.of(A, B));

        assertThat(update(new ViewId(9, 9)).isWhole()).isTrue();
    }

    @Test
    void whoHoldsTheNewestGetsNothing() {
        leaders.begin(LEADER, List.of(A));

        assertThat(leaders.since(leaders.id())).isNull();
    }

    @Test
    void aNewLeadershipIsAStepFromTheViewBefore() {
        leaders.begin(LEADER, List.of(A, B, C));
        followers.apply(update(ViewId.NONE));
        Membership heirs = new Membership();
        heirs.apply(update(ViewId.NONE));

        heirs.begin(new LeaderRef(B, 11), List.of(B, C));
        ViewUpdate step = heirs.since(followers.id());

        assertThat(step).isNotNull();
        assertThat(step.isWhole()).isFalse();
        assertThat(step.left()).containsExactly(A);
        assertThat(step.version()).isGreaterThan(followers.id().version());
    }

    @Test
    void outbiddingKeepsTheMembers() {
        leaders.begin(LEADER, List.of(A, B));
        followers.apply(update(ViewId.NONE));

        leaders.outbid(new LeaderRef(A, 12));
        followers.apply(update(followers.id()));

        assertThat(followers.id().number()).isEqualTo(12);
        assertThat(followers.copy()).containsExactly(A, B);
    }

    /** So that who applies several steps as one ends with the same order as who applied each: the newcomer is the last. */
    @Test
    void aProcessThatLeavesTakesWhateverIsAtItsHostAlong() {
        leaders.begin(LEADER, List.of(A, B, C));
        followers.apply(update(ViewId.NONE));
        ViewId held = followers.id();
        Member restarted = member("http://b", 22);
        Member again = member("http://b", 23);

        leaders.change(List.of(restarted), List.of());
        leaders.change(List.of(), List.of(restarted));
        leaders.change(List.of(again), List.of());
        followers.apply(update(held));

        assertThat(leaders.copy()).containsExactly(A, C, again);
        assertThat(followers.copy()).isEqualTo(leaders.copy());
    }

    /** Comings, goings and restarts at four hosts; who took each step agrees with who took several at once and who took the whole. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void howeverTheStepsCameTheOrderIsTheSame(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        leaders.begin(LEADER, List.of(A));
        followers.apply(update(ViewId.NONE));
        for (int step = 0; step < 200; step++) {
            String host = "http://" + (char) ('b' + random.nextInt(4));
            Member there = leaders.at(host);
            if (there != null && random.nextBoolean()) {
                leaders.change(List.of(), List.of(there));
            } else {
                leaders.change(List.of(member(host, 100 + step)), List.of());
            }
            if (random.nextInt(5) == 0) {
                followers.apply(update(followers.id()));
                Membership newcomers = new Membership();
                newcomers.apply(update(ViewId.NONE));

                assertThat(followers.copy()).isEqualTo(leaders.copy());
                assertThat(newcomers.copy()).isEqualTo(leaders.copy());
            }
        }
    }

    @Test
    void whoForgetsItsViewKeepsTheVersionSoThatItNeverGoesBack() {
        leaders.begin(LEADER, List.of(A, B));
        ViewId before = leaders.id();

        leaders.forget();
        assertThat(leaders.size()).isZero();
        assertThat(leaders.publisher()).isNull();
        leaders.begin(new LeaderRef(B, 11), List.of(B));

        assertThat(leaders.id()).isGreaterThan(before);
    }

    private ViewUpdate update(ViewId held) {
        ViewUpdate update = leaders.since(held);
        assertThat(update).isNotNull();
        return update;
    }

    private static Member member(String host, long incarnation) {
        return new Member(NodeAddress.of(host), incarnation);
    }
}
