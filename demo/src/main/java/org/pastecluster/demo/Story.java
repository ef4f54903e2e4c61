package org.pastecluster.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What happens in the demo, act by act; each act measures what it shows. */
final class Story {

    private static final Duration ACT = Duration.ofSeconds(15);
    private static final int TASKS = 300;

    private final Fleet fleet;
    private final Board board;
    private final Screen screen;
    private final Measurements measurements;
    private final List<String> all;

    Story(Fleet fleet, Board board, Screen screen, Measurements measurements) {
        this.fleet = fleet;
        this.board = board;
        this.screen = screen;
        this.measurements = measurements;
        this.all = fleet.hosts();
    }

    void play() {
        coldStart();
        String killed = crash();
        rejoin(killed);
        String frozen = freeze();
        thaw(frozen);
        tasks();
        leave();
        compareBeliefs();
    }

    private void coldStart() {
        screen.say("Starting " + all.size() + " nodes, each a process of its own.");
        all.forEach(fleet::start);
        awaitSettled(all, "The nodes did not agree on one leader");
        board.await(
                () -> board.states(all).stream().allMatch(state -> state.mainNanos() != 0),
                ACT,
                "The nodes did not say when they began");
        long agreed = latest(all, NodeState::leaderSince);
        long millis = Board.millis(latest(all, NodeState::mainNanos), agreed);
        long afterPort = Board.millis(latest(all, NodeState::openNanos), agreed);
        measurements.add("coldStartMs", millis);
        measurements.add("coldStartAfterPortMs", afterPort);
        screen.tell("All agree on " + leader(all) + ", " + millis + " ms after the last main() and " + afterPort
                + " ms after the last port was open.");
        screen.show();
    }

    private String crash() {
        String victim = leader(all);
        List<String> survivors = fleet.hostsBut(victim);
        NodeProcess process = fleet.at(victim);
        screen.say("Killing the leader " + victim + " (SIGKILL, process " + process.pid() + ").");
        long killed = System.nanoTime();
        process.kill();
        board.enter(victim, Phase.KILLED);
        long millis = succession("crashFailoverMs", survivors, killed);
        screen.tell("Every survivor names " + leader(survivors) + ", " + millis + " ms after the kill.");
        process.awaitEnd();
        screen.show();
        return victim;
    }

    private void rejoin(String host) {
        String leader = leader(fleet.hostsBut(host));
        screen.say("Starting " + host + " again.");
        fleet.start(host);
        awaitSettled(all, "The node that was started again did not join");
        board.await(() -> board.state(host).mainNanos() != 0, ACT, "The node did not say when it began");
        long millis = Board.millis(board.state(host).mainNanos(), latest(all, NodeState::settledSince));
        measurements.add("rejoinMs", millis);
        mustStillLead(leader, "joined");
        screen.tell("It joined " + millis + " ms after its main(); " + leader + " leads on.");
        screen.show();
    }

    private String freeze() {
        String victim = leader(all);
        List<String> others = fleet.hostsBut(victim);
        screen.say("Freezing the leader " + victim + " (SIGSTOP): it cannot hear that it is replaced.");
        long frozen = System.nanoTime();
        fleet.at(victim).freeze();
        board.enter(victim, Phase.FROZEN);
        long millis = succession("freezeFailoverMs", others, frozen);
        screen.tell("The others name " + leader(others) + ", " + millis
                + " ms after the freeze, when the frozen one's lease had run out.");
        screen.show();
        return victim;
    }

    private void thaw(String host) {
        String leader = leader(fleet.hostsBut(host));
        screen.say("Thawing " + host + " (SIGCONT).");
        long thawed = System.nanoTime();
        fleet.at(host).thaw();
        board.enter(host, Phase.RUNNING);
        awaitSettled(all, "The thawed node did not yield and join");
        long millis = Board.millis(thawed, latest(all, NodeState::settledSince));
        measurements.add("thawHealMs", millis);
        mustStillLead(leader, "was thawed");
        if (Beliefs.isLeaderAfter(fleet.at(host).samples(), thawed)) {
            throw new DemoFailure("The thawed node " + host + " believed itself leader past its lease.");
        }
        screen.tell("It never believed itself leader again, yielded to " + leader + " and was a member " + millis
                + " ms after the thaw.");
        screen.show();
    }

    private void tasks() {
        String victim = leader(all);
        List<String> survivors = fleet.hostsBut(victim);
        screen.say("Sending " + TASKS + " tasks through " + survivors.get(0) + " to " + listed(fleet.names())
                + " in turn.");
        Map<String, String> verdicts;
        try (Tasks tasks = new Tasks(survivors.get(0), fleet.names(), fleet.secret())) {
            tasks.send(TASKS / 2);
            fleet.at(victim).kill();
            board.enter(victim, Phase.KILLED);
            screen.say("Killing the leader " + victim + " in the middle of them (SIGKILL, process "
                    + fleet.at(victim).pid() + ").");
            tasks.send(TASKS - TASKS / 2);
            verdicts = tasks.verdicts();
        }
        fleet.at(victim).awaitEnd();
        awaitSettled(survivors, "The others did not agree on a new leader");
        screen.say("Starting " + victim + " again.");
        fleet.start(victim);
        awaitSettled(all, "The node that was started again did not join");
        awaitLinesSince(System.nanoTime());
        count(TaskCount.of(verdicts, board.messages()));
        screen.show();
    }

    /** Waits until all that the nodes had printed by then has been read. */
    private void awaitLinesSince(long nanos) {
        board.await(
                () -> board.states(all).stream().allMatch(state -> state.printedAt() > nanos),
                ACT,
                "The nodes did not go on telling how they stand");
    }

    private void count(TaskCount count) {
        measurements.add("tasks", count.sent());
        measurements.add("tasksDelivered", count.delivered());
        measurements.add("tasksUnknown", count.unknown());
        measurements.add("tasksNotDelivered", count.notDelivered());
        measurements.add("tasksLost", count.lost());
        measurements.add("tasksTwice", count.twice());
        count.mustBeTrue();
        screen.tell("Each task has its verdict: " + count.delivered() + " delivered, " + count.unknown() + " unknown, "
                + count.notDelivered() + " not delivered.");
        screen.tell("By what the nodes printed, no delivered one is lost, no undelivered one was done,"
                + " and none was done twice.");
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private void leave() {
        String leaver = leader(all);
        List<String> others = fleet.hostsBut(leaver);
        screen.say("Asking the leader " + leaver + " to leave (SIGTERM).");
        long asked = System.nanoTime();
        fleet.at(leaver).terminate();
        board.enter(leaver, Phase.LEFT);
        long millis = succession("leaveFailoverMs", others, asked);
        int code = fleet.at(leaver).awaitEnd();
        if (code != 0) {
            throw new DemoFailure("The node that left ended with the exit code " + code + ".");
        }
        screen.tell("The others name " + leader(others) + ", " + millis + " ms after the request; the old one ended.");
        screen.show();
    }

    private void compareBeliefs() {
        Beliefs beliefs = Beliefs.read(fleet.samples());
        long millis = (beliefs.moreThanOneNanos() + 999_999) / 1_000_000;
        measurements.add("twoLeadersMs", millis);
        screen.tell("Time in which two processes believed themselves leader: " + millis + " ms, by " + beliefs.samples()
                + " samples that the processes took of themselves.");
    }

    /** Brings the node back that left. */
    void restartWhoLeft() {
        for (NodeState state : board.states()) {
            if (state.phase() == Phase.LEFT) {
                screen.say("Starting " + state.host() + " again.");
                fleet.start(state.host());
            }
        }
        awaitSettled(all, "The node that was started again did not join");
        screen.show();
    }

    /** Waits until all of them name the same one of themselves, and then until nobody lists the one that is gone. */
    private long succession(String name, List<String> hosts, long since) {
        board.await(() -> isAgreed(hosts), ACT, "The others did not agree on a new leader");
        long millis = Board.millis(since, latest(hosts, NodeState::leaderSince));
        measurements.add(name, millis);
        awaitSettled(hosts, "The others did not take the old leader off their lists");
        return millis;
    }

    private void awaitSettled(List<String> hosts, String otherwise) {
        board.await(() -> isAgreed(hosts) && isSameList(hosts), ACT, otherwise);
    }

    private boolean isSameList(List<String> hosts) {
        long version = board.state(hosts.get(0)).version();
        return board.states(hosts).stream().allMatch(state -> state.lists(hosts) && state.version() == version);
    }

    private boolean isAgreed(List<String> hosts) {
        String leader = board.state(hosts.get(0)).leader();
        return leader != null
                && hosts.contains(leader)
                && board.states(hosts).stream().allMatch(state -> state.names(leader));
    }

    private String leader(List<String> hosts) {
        return String.valueOf(board.state(hosts.get(0)).leader());
    }

    private void mustStillLead(String leader, String what) {
        if (!leader(all).equals(leader)) {
            throw new DemoFailure(
                    "Leadership moved from " + leader + " to " + leader(all) + " when a node " + what + ".");
        }
    }

    private long latest(List<String> hosts, ToLongFunction<NodeState> instant) {
        return board.states(hosts).stream().mapToLong(instant).max().orElseThrow();
    }
}
