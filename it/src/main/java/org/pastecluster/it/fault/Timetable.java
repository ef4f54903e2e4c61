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

    /** What is now and then seen alone for so long that nodes that stay cut off have to agree, and then must not quarrel. */
    private static final List<FaultKind> LASTING =
            List.of(FaultKind.SPLIT, FaultKind.PAIR_CUT, FaultKind.ONE_WAY_REQUESTS, FaultKind.ONE_WAY_PACKETS);

    /** About ten minutes. What is rare comes twice in them: a machine that was too busy for the one may have time for the other. Odd, as calms of even rounds have something else. */
    private static final int TURN = 18;

    private static final int FIRST_LASTING = 9;
    private static final int SECOND_LASTING = 11;

    /** A leader stands still, and nothing has touched a node for long: only so it can always be judged whether the heir came too early. */
    private static final Set<Integer> STANDSTILL = Set.of(5, 7);

    /** A leader hands over, and nothing else goes on: only so it can be judged how fast that is. */
    private static final Set<Integer> PLANNED = Set.of(1, 3, 13);

    private static final int LEAST_PLANNED_MILLIS = 2_000;
    private static final int MOST_PLANNED_MILLIS = 2_500;

    /** Longer than it takes to replace it. */
    private static final int LEAST_STANDSTILL_MILLIS = 5_000;

    private static final int MOST_STANDSTILL_MILLIS = 7_000;

    /** So late that what came before the calm is out of sight. */
    private static final int LEAST_APART_MILLIS = 1_000;

    private static final int MOST_APART_MILLIS = 1_500;

    /** Longer than nodes may take to agree. */
    private static final int LEAST_LASTING_MILLIS = 45_000;

    private static final int MOST_LASTING_MILLIS = 50_000;

    /** What is long begins early, so that its round grows no longer than it. */
    private static final int LATEST_LONG_MILLIS = 3_000;

    /** What is alone begins soon. */
    private static final int LATEST_ALONE_MILLIS = 500;

    private final SplittableRandom random;
    private final Draw draw;
    private final Deck deck;
    private final Deck calm;
    private final List<FaultKind> lasting;
    private final boolean standstill;
    private final boolean planned;
    private final long seed;
    private final int nodes;
    private final int told;
    private final boolean one;
    private final List<Round> rounds = new ArrayList<>();

    /**
     * Of nodes 1 to {@code nodes}, at least 2.
     *
     * @param told how many of them, from the first on, do what they are told: at least 1; the others are of another kind
     * @param kinds in an order that is always the same; a single one has no calms with something in them
     */
    public Timetable(long seed, int nodes, int told, List<FaultKind> kinds) {
        if (nodes < 2) {
            throw new IllegalArgumentException("Faults take 2 nodes at least, not " + nodes + ".");
        }
        this.random = new SplittableRandom(seed);
        this.draw = new Draw(random, nodes, told);
        this.one = kinds.size() == 1;
        this.deck = new Deck(kinds, random);
        this.calm = new Deck(CALM.stream().filter(kinds::contains).toList(), random);
        this.lasting = LASTING.stream().filter(kinds::contains).toList();
        this.standstill = kinds.contains(FaultKind.PAUSE_LEADER);
        this.planned = kinds.contains(FaultKind.HAND_OVER);
        this.seed = seed;
        this.nodes = nodes;
        this.told = told;
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
            faults.add(plan(fault, kind, window, draw.millis(kind)));
        }
        return new Round(number, faults, inCalm(number, number * FAULTS_A_ROUND + faults.size() + 1));
    }

    private Plan plan(int fault, FaultKind kind, int window, int length) {
        int latest = length >= window ? LATEST_LONG_MILLIS : window - length;
        if (one || window == 0) {
            latest = LATEST_ALONE_MILLIS;
        }
        Duration start = Duration.ofMillis(random.nextInt(latest + 1));
        return new Plan(fault, kind, start, Duration.ofMillis(length), draw.who(kind), draw.size(kind));
    }

    /**
     * Half of all calms see one fault alone: a planned move, or somebody who must not move anything; and of the others, some see a cut that lasts, or a leader that stands
     * still or hands over.
     */
    private Optional<Plan> inCalm(int number, int fault) {
        if (one) {
            return Optional.empty();
        }
        if (number % 2 == 0) {
            return calm.deal(1).stream().findFirst().map(kind -> plan(fault, kind, 0, draw.millis(kind)));
        }
        int turn = number % TURN;
        if (!lasting.isEmpty() && turn == FIRST_LASTING) {
            return Optional.of(
                    plan(fault, lasting(number, 0), 0, random.nextInt(LEAST_LASTING_MILLIS, MOST_LASTING_MILLIS + 1)));
        }
        if (!lasting.isEmpty() && turn == SECOND_LASTING) {
            FaultKind kind = lasting(number, lasting.size() / 2);
            return Optional.of(apart(number, fault, kind, LEAST_LASTING_MILLIS, MOST_LASTING_MILLIS));
        }
        if (planned && PLANNED.contains(turn)) {
            return Optional.of(apart(number, fault, FaultKind.HAND_OVER, LEAST_PLANNED_MILLIS, MOST_PLANNED_MILLIS));
        }
        if (standstill && STANDSTILL.contains(turn)) {
            return Optional.of(
                    apart(number, fault, FaultKind.PAUSE_LEADER, LEAST_STANDSTILL_MILLIS, MOST_STANDSTILL_MILLIS));
        }
        return Optional.empty();
    }

    /** In turn, for there are few. */
    private FaultKind lasting(int number, int further) {
        return lasting.get(Math.floorMod(seed + number / TURN + further, lasting.size()));
    }

    /** Drawn by itself, so that all other rounds are as they would be without it. */
    private Plan apart(int number, int fault, FaultKind kind, int least, int most) {
        SplittableRandom own = new SplittableRandom(seed * TURN + number);
        Draw drawn = new Draw(own, nodes, told);
        Duration start = Duration.ofMillis(own.nextInt(LEAST_APART_MILLIS, MOST_APART_MILLIS + 1));
        Duration length = Duration.ofMillis(own.nextInt(least, most + 1));
        return new Plan(fault, kind, start, length, drawn.who(kind), drawn.size(kind));
    }
}
