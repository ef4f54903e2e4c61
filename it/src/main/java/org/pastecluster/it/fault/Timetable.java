package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which fault befalls whom when: a function of a seed, the number of nodes and the kinds that are wanted. Pure; not thread-safe.
 */
public final class Timetable {

    /** Faults of a round are numbered from its number times this. */
    static final int FAULTS_A_ROUND = 100;

    private static final int LEAST_FAULTS = 4;
    private static final int MOST_FAULTS = 6;
    private static final int LEAST_MILLIS = 8_000;
    private static final int MOST_MILLIS = 16_000;

    /** What has to be seen alone to be judged: planned moves, and what must move nothing. */
    private static final List<FaultKind> CALM = List.of(
            FaultKind.HAND_OVER, FaultKind.LEAVE, FaultKind.WRONG_SECRET, FaultKind.HOSTILE, FaultKind.BUSY_THREADS);

    /** What is long begins early, so that its round grows no longer than it. */
    private static final int LATEST_LONG_MILLIS = 3_000;

    /** What is alone begins soon. */
    private static final int LATEST_ALONE_MILLIS = 500;

    private final SplittableRandom random;
    private final Draw draw;
    private final Deck deck;
    private final Deck calm;
    private final boolean one;
    private final List<Round> rounds = new ArrayList<>();

    /**
     * Of nodes 1 to {@code nodes}, at least 2.
     *
     * @param kinds in an order that is always the same; a single one has no calms with something in them
     */
    public Timetable(long seed, int nodes, List<FaultKind> kinds) {
        if (nodes < 2) {
            throw new IllegalArgumentException("Faults take 2 nodes at least, not " + nodes + ".");
        }
        this.random = new SplittableRandom(seed);
        this.draw = new Draw(random, nodes);
        this.one = kinds.size() == 1;
        this.deck = new Deck(kinds, random);
        this.calm = new Deck(CALM.stream().filter(kinds::contains).toList(), random);
    }

    /** The round of that number, from 1. */
    public Round round(int number) {
        while (rounds.size() < number) {
            rounds.add(next(rounds.size() + 1));
        }
        return rounds.get(number - 1);
    }

    private Round next(int number) {
        int window = random.nextInt(LEAST_MILLIS, MOST_MILLIS + 1);
        List<Plan> faults = new ArrayList<>();
        Set<FaultKind> kinds = deck.deal(random.nextInt(LEAST_FAULTS, MOST_FAULTS + 1));
        for (FaultKind kind : kinds) {
            int fault = number * FAULTS_A_ROUND + faults.size() + 1;
            faults.add(plan(fault, kind, window));
        }
        return new Round(number, faults, inCalm(number, number * FAULTS_A_ROUND + faults.size() + 1));
    }

    private Plan plan(int fault, FaultKind kind, int window) {
        int length = draw.millis(kind);
        int latest = length >= window ? LATEST_LONG_MILLIS : window - length;
        if (one || window == 0) {
            latest = LATEST_ALONE_MILLIS;
        }
        Duration start = Duration.ofMillis(random.nextInt(latest + 1));
        return new Plan(fault, kind, start, Duration.ofMillis(length), draw.who(kind), draw.size(kind));
    }

    /** Half of all calms see one fault alone: a planned move, or somebody who must not move anything. */
    private Optional<Plan> inCalm(int number, int fault) {
        if (one || number % 2 == 1) {
            return Optional.empty();
        }
        return calm.deal(1).stream().findFirst().map(kind -> plan(fault, kind, 0));
    }
}
