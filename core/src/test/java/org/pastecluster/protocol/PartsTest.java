package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterSettings;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderRef;

class PartsTest {

    private static final Timing TIMING =
            new Timing(ClusterSettings.builder(NodeAddress.of("http://self")).build());
    private static final Member A = new Member(NodeAddress.of("http://a"), 1);
    private static final LeaderRef LEADER = new LeaderRef(A, 10);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void numbersOnlyGrowAndAnAbsurdOneIsNotBelieved() {
        Numbers numbers = new Numbers();
        numbers.start(1000, 0);
        numbers.see(900);
        numbers.publish(1005);
        numbers.see(Long.MAX_VALUE);

        assertThat(numbers.seen()).isEqualTo(1005);
        assertThat(numbers.next()).isEqualTo(1006);
        assertThat(numbers.isClosed(1005)).isTrue();
        assertThat(numbers.isClosed(1006)).isFalse();
    }

    @Test
    void theHighestNumberIsTheLastOneWhoseTokenIsPositive() {
        Numbers numbers = new Numbers();
        numbers.see(LeaderRef.HIGHEST_NUMBER);
        numbers.publish(LeaderRef.HIGHEST_NUMBER + 1);

        assertThat(numbers.seen()).isEqualTo(LeaderRef.HIGHEST_NUMBER);
        assertThat(numbers.published()).isZero();
        assertThat((LeaderRef.HIGHEST_NUMBER << 16) | 0xffff).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRememberedNumberAboveTheClockIsWhereANodeBegins() {
        Numbers numbers = new Numbers();
        numbers.start(1000, 5000);

        assertThat(numbers.next()).isEqualTo(5001);
    }

    @Test
    void timersRunInOrderOfTimeThenOfAsking() {
        Timers timers = new Timers();
        List<String> ran = new ArrayList<>();
        timers.stepBegins(0);
        timers.after(20, () -> ran.add("third"));
        timers.after(10, () -> ran.add("first"));
        timers.after(10, () -> ran.add("second"));
        timers.after(15, () -> ran.add("cancelled")).cancel();

        timers.stepBegins(20);
        timers.runDue();

        assertThat(ran).containsExactly("first", "second", "third");
        assertThat(timers.nextDue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLeaseCountsFromTheSendingOfTheLatestAcknowledgedFrame() {
        Lease lease = new Lease(3 * SECOND);
        lease.begin(0);

        assertThat(lease.renew(SECOND)).isTrue();
        assertThat(lease.renew(SECOND / 2)).isFalse();
        assertThat(lease.end()).isEqualTo(4 * SECOND);
        assertThat(lease.hasEnded(4 * SECOND - 1)).isFalse();
        assertThat(lease.hasEnded(4 * SECOND)).isTrue();
    }

    @Test
    void whoSupportsAClaimAcknowledgesNobodyUntilItEnds() {
        Allegiance allegiance = new Allegiance(TIMING);
        allegiance.follow(LEADER);
        allegiance.support(new Claim(11, 0, A));

        assertThat(allegiance.acknowledged()).isNull();
        allegiance.endSupport();
        assertThat(allegiance.acknowledged()).isEqualTo(LEADER);
    }

    @Test
    void grantsTellHowMuchOfALeaseMayStillRunByASlowerClock() {
        Allegiance allegiance = new Allegiance(TIMING);
        allegiance.grant(LEADER, SECOND);
        long uptime = 100 * SECOND;

        assertThat(allegiance.running(2 * SECOND, uptime))
                .containsExactly(new Grant(LEADER, 2 * SECOND + TIMING.clockDrift));
        assertThat(allegiance.running(4 * SECOND, uptime)).containsExactly(new Grant(LEADER, TIMING.clockDrift));
        assertThat(allegiance.running(4 * SECOND + TIMING.clockDrift, uptime)).isEmpty();
    }

    @Test
    void aNodeThatStartedLatelySaysThatItCannotKnow() {
        Allegiance allegiance = new Allegiance(TIMING);

        assertThat(allegiance.running(0, SECOND)).containsExactly(new Grant(null, 2 * SECOND));
    }

    @Test
    void aLeaderKnownToBeGoneHoldsNoLease() {
        Allegiance allegiance = new Allegiance(TIMING);
        allegiance.grant(LEADER, SECOND);
        allegiance.revoke(LEADER);

        assertThat(allegiance.running(SECOND, 100 * SECOND)).isEmpty();
    }

    @Test
    void listedHostsAreNeverForgottenAndOthersAreBounded() {
        Roster roster = new Roster(List.of(NodeAddress.of("http://listed")), 2);
        roster.remember("http://one", 1);
        roster.remember("http://two", 2);
        roster.remember("http://three", 3);

        assertThat(roster.all("http://self")).containsExactly("http://listed", "http://two", "http://three");
    }

    @Test
    void aRememberedLeaseIsRenewedForWhatWasHeardLaterAndNeverShortened() {
        Allegiance allegiance = new Allegiance(TIMING);
        LeaderRef outbid = new LeaderRef(A, 11);
        allegiance.grant(LEADER, 2 * SECOND);
        allegiance.grant(outbid, SECOND);

        assertThat(allegiance.running(2 * SECOND, 100 * SECOND))
                .containsExactly(new Grant(outbid, 3 * SECOND + TIMING.clockDrift));
    }

    @Test
    void aResignationEndsNoLeaseUnderALaterNumber() {
        Allegiance allegiance = new Allegiance(TIMING);
        allegiance.grant(LEADER, SECOND);

        allegiance.revokeUpTo(new LeaderRef(A, LEADER.number() - 1));
        assertThat(allegiance.running(SECOND, 100 * SECOND)).hasSize(1);
        allegiance.revokeUpTo(LEADER);
        assertThat(allegiance.running(SECOND, 100 * SECOND)).isEmpty();
    }

    @Test
    void leasesOfTooManyLeadersAreForgottenTheOldestFirst() {
        Allegiance allegiance = new Allegiance(TIMING);
        for (int leader = 0; leader < 9; leader++) {
            allegiance.grant(new LeaderRef(new Member(NodeAddress.of("http://" + leader), leader + 1), 10), SECOND);
        }

        assertThat(allegiance.running(SECOND, 100 * SECOND))
                .hasSize(8)
                .noneMatch(grant -> grant.leader().host().equals("http://0"));
    }

    @Test
    void theLongestUnusedStrangerIsForgottenAndNoMember() {
        Membership membership = new Membership();
        membership.begin(LEADER, List.of(A));
        Peers peers = new Peers(membership);
        peers.at(A.host(), 0);
        peers.at("http://stranger", 1);
        for (int i = 0; i < 1024; i++) {
            peers.at("http://stranger" + i, 2 + i);
        }

        assertThat(peers.all()).hasSize(1025);
        assertThat(peers.find(A.host())).isNotNull();
        assertThat(peers.find("http://stranger")).isNull();
    }

    @Test
    void aPeerIsSuspectedUntilItIsHeardAgain() {
        Peer peer = new Peer("http://b");
        assertThat(peer.isSuspected()).isFalse();
        peer.failed(CallFailure.REFUSED, 10);
        peer.failed(CallFailure.SILENT, 5);

        assertThat(peer.refusal().saysGone()).isTrue();
        assertThat(peer.isSuspectedSince(10)).isTrue();
        assertThat(peer.isSuspectedSince(11)).isFalse();
        peer.heardAt = 11;
        assertThat(peer.isSuspected()).isFalse();
    }
}
