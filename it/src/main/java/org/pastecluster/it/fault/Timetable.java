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

    /** About ten minutes; the first after half of that. Odd, since calms of even rounds have something else in them. */
    private static final int ROUNDS_TO_LASTING = 18;

    private static final int FIRST_LASTING = 9;

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
    private final long seed;
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
        this.lasting = LASTING.stream().filter(kinds::contains).toList();
        this.seed = seed;
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

    /** Half of all calms see one fault alone: a planned move, or somebody who must not move anything; and of the others, a few see a cut that lasts. */
    private Optional<Plan> inCalm(int number, int fault) {
        if (one) {
            return Optional.empty();
        }
        if (number % 2 == 0) {
            return calm.deal(1).stream().findFirst().map(kind -> plan(fault, kind, 0, draw.millis(kind)));
        }
        if (lasting.isEmpty() || number % ROUNDS_TO_LASTING != FIRST_LASTING) {
            return Optional.empty();
        }
        // In turn, for there are few.
        FaultKind kind = lasting.get(Math.floorMod(seed + number / ROUNDS_TO_LASTING, lasting.size()));
        return Optional.of(plan(fault, kind, 0, random.nextInt(LEAST_LASTING_MILLIS, MOST_LASTING_MILLIS + 1)));
    }
}
