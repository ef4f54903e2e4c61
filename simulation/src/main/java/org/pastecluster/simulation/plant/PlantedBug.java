package org.pastecluster.simulation.plant;

import java.util.function.Consumer;
import org.pastecluster.Member;
import org.pastecluster.runtime.Protocol;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.HistoryResult;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.spi.Transport;

/** The catalogue: each bug, the promise that it breaks, and a scene in which the simulator finds it. */
// The functions that the constants hold have no state.
@SuppressWarnings("ImmutableEnumChecker")
public enum PlantedBug {
    /** {@link LateViewTaken}, of the same leader. */
    OLD_VERSION_TAKEN("", "P2", Scenes.quickRestarts(), 20, LateViewTaken::ofSameNumber),
    /** {@link LateViewTaken}, of a leader of the past. */
    OLD_NUMBER_TAKEN("", "P2", FrozenScenes.oldLeaderHeardLate(), 20, LateViewTaken::ofSmallerNumber),
    /** {@link StartsCountingAtOne}. */
    STARTS_COUNTING_AT_ONE("", "P2", Scenes.allRestart(), 5, StartsCountingAtOne::new),
    /** {@link TokenKeptWhenOutbidding}. */
    TOKEN_KEPT_WHEN_OUTBIDDING("", "P2", Scenes.splitAndMeet(), 10, TokenKeptWhenOutbidding::new),
    /** {@link PublishedNumberUnheard}. */
    PUBLISHED_NUMBER_UNHEARD("", "P2", FrozenScenes.formerLeaderReturnsAndDies(), 20, PublishedNumberUnheard::new),
    /** {@link LeaseFromArrival}. */
    LEASE_FROM_ARRIVAL("", "P3", Scenes.quiet(), 5, LeaseFromArrival::new),
    /** {@link LeaseWithoutClock}. */
    LEASE_WITHOUT_CLOCK("", "P3", Scenes.quiet(), 5, LeaseWithoutClock::new),
    /** {@link OwnPauseIgnored}. */
    OWN_PAUSE_IGNORED(
            "", "P3", FrozenScenes.leaderPaused(), 10, (Member member, Protocol node) -> new OwnPauseIgnored(node)),
    /** {@link RenewsWithoutMembers}. */
    RENEWS_WITHOUT_MEMBERS("rule 5", "P3", FrozenScenes.leaderPaused(), 10, RenewsWithoutMembers::new),
    /** {@link ClaimNotRepeated}. */
    CLAIM_NOT_REPEATED("rule 3", "P3", FrozenScenes.leaderPaused(), 10, ClaimNotRepeated::new),
    /** {@link GrantsNotTold}. */
    GRANTS_NOT_TOLD("rule 3", "P3b", FrozenScenes.leaderFrozenBehindProxy(), 60, GrantsNotTold::new),
    /** {@link UptimeGrantOmitted}. */
    UPTIME_GRANT_OMITTED("rule 3", "P3b", FrozenScenes.leaderFrozenFollowerRestarted(), 20, UptimeGrantOmitted::new),
    /** {@link KeepsAcknowledging}. */
    KEEPS_ACKNOWLEDGING("rule 4", "P3b", FrozenScenes.leaderComesBackToOne(), 10, KeepsAcknowledging::new),
    /** {@link MissingNotCounted}. */
    MISSING_NOT_COUNTED("rule 3", "P3b", ClaimScenes.lastWitnessGone(), 10, MissingNotCounted::new),
    /** {@link RoundEndedByTimer}. */
    ROUND_ENDED_BY_TIMER("", "P3b", ClaimScenes.followerBusy(), 10, RoundEndedByTimer::new),
    /** {@link StaleNameBelieved}. */
    STALE_NAME_BELIEVED("", "P3b", ClaimScenes.leadersNameStale(), 10, StaleNameBelieved::new),
    /** {@link SilenceTakenForRefusal}. */
    SILENCE_TAKEN_FOR_REFUSAL("", "P3b", FrozenScenes.leaderPaused(), 10, SilenceTakenForRefusal::new),
    /** {@link RefusalOutweighsCalls}. */
    REFUSAL_OUTWEIGHS_CALLS("", "P3b", Scenes.leaderRefuses(), 10, RefusalOutweighsCalls::new),
    /** {@link FounderIgnoresSilence}. */
    FOUNDER_IGNORES_SILENCE(
            "founding", "Founding", FrozenScenes.frozenWhenAnotherStarts(), 10, FounderIgnoresSilence::new),
    /** {@link FounderDoesNotListen}. */
    FOUNDER_DOES_NOT_LISTEN("founding", "Founding", Scenes.followerRestarts(), 10, FounderDoesNotListen::new),
    /** {@link LeadsWithoutAsking}. */
    LEADS_WITHOUT_ASKING("", "P1", Scenes.leaderCrashes(), 10, LeadsWithoutAsking::new),
    /** {@link BothDecide}. */
    BOTH_DECIDE("rule 2", "P1", Scenes.splitAndMeet(), 20, BothDecide::new),
    /** {@link SuspensionUnnoticed}. */
    SUSPENSION_UNNOTICED("", "P3", FrozenScenes.leaderSuspended(), 10, new SuspensionUnnoticed()),
    /** {@link LostTwice}. */
    LOST_TWICE("", "P4", FrozenScenes.leaderPaused(), 10, LostTwice::new),
    /** {@link LostNotTold}. */
    LOST_NOT_TOLD("", "P4", Scenes.handOvers(), 5, LostNotTold::new),
    /** {@link RemovalNotSpread}. */
    REMOVAL_NOT_SPREAD("", "P5", Scenes.followerGone(), 5, RemovalNotSpread::new),
    /** {@link StaleViewPublished}. */
    STALE_VIEW_PUBLISHED("", "P5", Scenes.followerRestarts(), 5, StaleViewPublished::new),
    /** {@link RememberedNodeForgotten}. */
    REMEMBERED_NODE_FORGOTTEN("", "P5", Scenes.friendDies(), 5, RememberedNodeForgotten::new),
    /** {@link SearchNeverAsks}. */
    SEARCH_NEVER_ASKS("", "P5", Scenes.splitAndMeet(), 5, SearchNeverAsks::new),
    /** {@link TieByArrivalOrder}. */
    TIE_BY_ARRIVAL_ORDER("", "P5", Scenes.leaderCrashes(), 10, TieByArrivalOrder::new),
    /** {@link OutbidOmitted}. */
    OUTBID_OMITTED("rule 1", "P5", FrozenScenes.formerLeaderReturns(), 10, OutbidOmitted::new),
    /** {@link GivesUpWithItsLinks}. */
    GIVES_UP_WITH_ITS_LINKS("rule 5", "P6", Scenes.linksReset(), 5, GivesUpWithItsLinks::new),
    /** {@link YieldsToSmallerHost}. */
    YIELDS_TO_SMALLER_HOST("", "P6", Scenes.smallestStartsLate(), 5, YieldsToSmallerHost::new),
    /** {@link OtherIncarnationActedOn}. */
    OTHER_INCARNATION_ACTED_ON("", "P8", Scenes.quickRestarts(), 20, OtherIncarnationActedOn::new),
    /** {@link ResignIgnored}. */
    RESIGN_IGNORED("", "P9", ClaimScenes.plannedMoves(), 5, ResignIgnored::new),
    /** {@link LeavesSilently}. */
    LEAVES_SILENTLY("", "P9", ClaimScenes.plannedMoves(), 5, LeavesSilently::new),
    /** {@link ResignationNotPassedOn}. */
    RESIGNATION_NOT_PASSED_ON("", "P9", ClaimScenes.resignationUnheardByOne(), 5, ResignationNotPassedOn::new),
    /** {@link ResignedLeaseTold}. */
    RESIGNED_LEASE_TOLD("", "P9", FrozenScenes.heirFrozen(), 5, ResignedLeaseTold::new),
    /** {@link AcksLost}. */
    ACKS_LOST("", "P7", MessageScenes.chatter(), 5, AcksLost::new),
    /** {@link AcknowledgedOnArrival}. */
    ACKNOWLEDGED_ON_ARRIVAL("", "P7", MessageScenes.chatter(), 5, AcknowledgedOnArrival::new),
    /** {@link EveryEndIsDelivery}. */
    EVERY_END_IS_DELIVERY("", "P7", MessageScenes.chatter(), 5, EveryEndIsDelivery::new),
    /** {@link NeighboursSwapped}. */
    NEIGHBOURS_SWAPPED("", "P7", MessageScenes.chatter(), 10, NeighboursSwapped::new),
    /** {@link CountsAnewOnNewLink}. */
    COUNTS_ANEW_ON_NEW_LINK("", "P7", MessageScenes.linksLostMeanwhile(), 10, CountsAnewOnNewLink::new),
    /** {@link ForgetsWithTheLink}. */
    FORGETS_WITH_THE_LINK("", "P7", MessageScenes.linksLostMeanwhile(), 10, ForgetsWithTheLink::new),
    /** {@link FloorTooHigh}. */
    FLOOR_TOO_HIGH("", "P7", MessageScenes.linksLostMeanwhile(), 10, FloorTooHigh::new),
    /** {@link SkipLost}. */
    SKIP_LOST("", "P7", MessageScenes.backlogLost(), 5, SkipLost::new),
    /** {@link DeadlineNotTold}. */
    DEADLINE_NOT_TOLD("", "P7", MessageScenes.receiverPaused(), 5, DeadlineNotTold::new),
    /** {@link SessionNotGrown}. */
    SESSION_NOT_GROWN("", "P7", MessageScenes.memberReturns(), 5, SessionNotGrown::new),
    /** {@link LeaderOnlyForgotten}. */
    LEADER_ONLY_FORGOTTEN("", "P7", MessageScenes.leaderHandsOver(), 10, LeaderOnlyForgotten::new),
    /** {@link CarriedForAnother}. */
    CARRIED_FOR_ANOTHER("", "P7", MessageScenes.receiverRestarts(), 20, new CarriedForAnother()),
    /** {@link FalseHostTolerated}. */
    FALSE_HOST_TOLERATED("", "FalseHost", Scenes.hostClaimed(), 5, FalseHostTolerated::new),
    /** {@link CallsWhoWasHeard}. */
    CALLS_WHO_WAS_HEARD("", "P10", Scenes.quiet(), 5, CallsWhoWasHeard::new),
    /** {@link RetriesAtOnce}. */
    RETRIES_AT_ONCE("", "P10", Scenes.followerSilent(), 5, RetriesAtOnce::new),
    /** {@link StopsAtProxysPage}. */
    STOPS_AT_PROXYS_PAGE("", "P11", Scenes.proxy(), 5, StopsAtProxysPage::new);

    private final String rule;
    private final String promise;
    private final Scene scene;
    private final int seeds;
    private final Spoiler spoiler;

    PlantedBug(String rule, String promise, Scene scene, int seeds, Plant plant) {
        this(rule, promise, scene, seeds, (Spoiler) (process, protocol) -> plant.around(process.member(), protocol));
    }

    PlantedBug(String rule, String promise, Scene scene, int seeds, LinkPlant plant) {
        this(rule, promise, scene, seeds, new Spoiler() {
            @Override
            public Protocol protocol(SimulatedProcess process, Protocol protocol) {
                return protocol;
            }

            @Override
            public Transport transport(SimulatedProcess process, Transport transport) {
                return plant.around(transport);
            }
        });
    }

    PlantedBug(String rule, String promise, Scene scene, int seeds, Spoiler spoiler) {
        this.rule = rule;
        this.promise = promise;
        this.scene = scene;
        this.seeds = seeds;
        this.spoiler = spoiler;
    }

    /** Puts a bug around a correct node. */
    @FunctionalInterface
    private interface Plant {
        Protocol around(Member self, Protocol node);
    }

    /** Puts a bug between a correct node and its links. */
    @FunctionalInterface
    private interface LinkPlant {
        Transport around(Transport transport);
    }

    /** The rule of promises.md that it leaves out, such as {@code rule 3}; empty when it leaves out none of them. */
    public String rule() {
        return rule;
    }

    /** The promise that it breaks, and whose checker is to report it. */
    public String promise() {
        return promise;
    }

    /** In how many histories it is found, at the latest. */
    public int seeds() {
        return seeds;
    }

    /** Puts it into every process. */
    public Spoiler spoiler() {
        return spoiler;
    }

    /**
     * Plays its scene with it.
     *
     * @param audience is given the history before it begins, to watch it
     */
    public HistoryResult play(long seed, Consumer<History> audience) {
        return scene.play(seed, spoiler(), audience);
    }

    /** Plays its scene with it. */
    public HistoryResult play(long seed) {
        return play(seed, history -> {});
    }

    /** Plays its scene with correct nodes. */
    public HistoryResult playCorrectly(long seed) {
        return scene.play(seed, Spoiler.NOTHING, history -> {});
    }
}
