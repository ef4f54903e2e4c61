package org.pastecluster.simulation.neighbour;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.NeighbourRequest;

/** What a .NET node does of its own accord, one thing after the other: rounds of asking, competing, announcing, checks. */
final class DotNetLoop {

    /** More than that is not kept: as it is, every request that names another master adds a round. */
    private static final int WAITING = 64;

    private static final long BETWEEN = 300_000;

    /** RemoveByTime. */
    private static final int FAILURES = 3;

    private final DotNetPeer.Running node;
    private final DotNetState state;
    private final SplittableRandom random;
    private final Deque<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private boolean busy;

    DotNetLoop(DotNetPeer.Running node, SplittableRandom random) {
        this.node = node;
        this.state = node.state;
        this.random = random;
    }

    private void add(Consumer<Runnable> work) {
        if (waiting.size() < WAITING) {
            waiting.add(work);
            next();
        }
    }

    private void next() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            Consumer<Runnable> work = waiting.remove();
            node.later(
                    BETWEEN,
                    () -> work.accept(() -> {
                        busy = false;
                        next();
                    }));
        }
    }

    /** A round of asking. */
    void ask() {
        add(this::askAround);
    }

    /** For votes, without having asked. */
    void compete() {
        add(done -> compete(false, done));
    }

    /** Tells everybody that this node is master, if it still is. */
    void announce() {
        add(done -> {
            if (state.isMaster()) {
                tellAll();
            }
            done.run();
        });
    }

    void rejoin() {
        add(done -> {
            Member master = state.master;
            if (master == null || state.isMaster()) {
                done.run();
            } else {
                join(master, done);
            }
        });
    }

    /** One by one, itself first: it believes its own old news. */
    private void askAround(Runnable done) {
        state.voteTime = node.wallMillis();
        Member own = state.master;
        if (own == null) {
            askNext(state.list().subList(1, state.list().size()).iterator(), done);
        } else if (state.isMaster()) {
            compete(true, done);
        } else {
            join(own, done);
        }
    }

    private void askNext(Iterator<Member> rest, Runnable done) {
        if (!rest.hasNext()) {
            state.follow(state.self, state.voteTime, node.now());
            compete(true, done);
            return;
        }
        node.call(rest.next(), new NeighbourRequest.Ask(), (answer, failed) -> {
            Member named = answer == null ? null : answer.master();
            if (named == null) {
                askNext(rest, done);
            } else if (named.host().equals(state.self.host())) {
                state.follow(state.self, state.voteTime, node.now());
                compete(true, done);
            } else {
                join(named, done);
            }
        });
    }

    /** Whoever answers is followed, whomever it names; who does not is forgotten until the next tick. */
    private void join(Member master, Runnable done) {
        state.add(master, node.now());
        state.follow(master, state.isMaster(master) ? state.masterVoteTime : 0, node.now());
        node.call(master, new NeighbourRequest.Join(state.self), (answer, failed) -> {
            if (failed && state.isMaster(master)) {
                state.master = null;
            }
            done.run();
        });
    }

    private void compete(boolean believesInItself, Runnable done) {
        state.voteTime = node.wallMillis();
        voteNext(state.list().subList(1, state.list().size()).iterator(), believesInItself, done);
    }

    private void voteNext(Iterator<Member> rest, boolean believesInItself, Runnable done) {
        if (!rest.hasNext()) {
            win(done);
            return;
        }
        node.call(rest.next(), DotNetSaid.vote(state.self), (answer, failed) -> {
            Member winner = answer == null ? null : answer.master();
            if (winner == null || winner.host().equals(state.self.host())) {
                voteNext(rest, believesInItself, done);
            } else if (believesInItself && random.nextBoolean()) {
                // It gives up and announces itself all the same, which is how two come to name each other.
                state.follow(winner, 0, node.now());
                tellAll();
                done.run();
            } else {
                giveUp(winner, done);
            }
        });
    }

    private void giveUp(@Nullable Member winner, Runnable done) {
        if (winner != null) {
            state.add(winner, node.now());
            state.follow(winner, 0, node.now());
        }
        done.run();
    }

    private void win(Runnable done) {
        state.follow(state.self, state.voteTime, node.now());
        tellAll();
        done.run();
    }

    private void tellAll() {
        List<Member> list = state.list();
        node.forOthers(
                other -> node.call(other.node, new NeighbourRequest.Master(state.self, list), (answer, failed) -> {
                    if (failed) {
                        other.errors++;
                    }
                }));
    }

    /** Checks whom it has not had an exchange with: as master everybody, else its master. */
    void tick() {
        Member master = state.master;
        if (master == null) {
            ask();
        } else if (state.isMaster()) {
            node.forOthers(other -> {
                if (node.now() - other.exchangedAt >= node.tick()) {
                    add(done -> checkMember(other, done));
                }
            });
        } else if (node.now() - state.masterHeardAt >= node.tick()) {
            add(done -> checkMaster(master, done));
        }
    }

    private void checkMember(DotNetState.Listed other, Runnable done) {
        node.call(other.node, new NeighbourRequest.Health(), (answer, failed) -> {
            if (failed) {
                other.errors++;
                if (other.errors > FAILURES && state.others.remove(other.node.host()) != null) {
                    announce();
                }
            } else if (answer != null && differs(answer.master(), answer.nodeCount())) {
                announce();
            }
            done.run();
        });
    }

    private void checkMaster(Member master, Runnable done) {
        node.call(master, new NeighbourRequest.Health(), (answer, failed) -> {
            if (failed) {
                ask();
            } else {
                state.masterHeardAt = node.now();
                if (answer != null && differs(answer.master(), answer.nodeCount())) {
                    ask();
                }
            }
            done.run();
        });
    }

    private boolean differs(@Nullable Member named, int count) {
        return named == null || !state.isMaster(named) || count != state.list().size();
    }
}
