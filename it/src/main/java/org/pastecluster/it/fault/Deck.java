package org.pastecluster.it.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Kinds of fault as cards: each kind is dealt as often as its weight says before the deck is shuffled again, so that none is missing for long. */
final class Deck {

    private final List<FaultKind> all = new ArrayList<>();
    private final List<FaultKind> left = new ArrayList<>();
    private final SplittableRandom random;

    Deck(List<FaultKind> kinds, SplittableRandom random) {
        this.random = random;
        for (FaultKind kind : kinds) {
            all.addAll(Collections.nCopies(weight(kind), kind));
        }
    }

    private static int weight(FaultKind kind) {
        return switch (kind) {
            case KILL,
                    KILL_LEADER,
                    PAUSE,
                    PAUSE_LEADER,
                    SPLIT,
                    PAIR_CUT,
                    LINK_DOWN,
                    STALL,
                    REFUSED_ALIVE,
                    PROXY_ANSWERS -> 2;
            case LEAVE,
                    HAND_OVER,
                    ONE_WAY_REQUESTS,
                    ONE_WAY_PACKETS,
                    LOSS,
                    DELAY,
                    BUSY_THREADS,
                    CLOCK,
                    OTHER_PROGRAM,
                    WRONG_SECRET,
                    ALL_COLD,
                    BUSY_CORES,
                    HOSTILE -> 1;
        };
    }

    /** That many different kinds, or fewer where there are not so many. */
    Set<FaultKind> deal(int count) {
        Set<FaultKind> dealt = EnumSet.noneOf(FaultKind.class);
        int wanted = (int) Math.min(count, all.stream().distinct().count());
        while (dealt.size() < wanted) {
            if (left.stream().allMatch(dealt::contains)) {
                shuffle();
            }
            for (int i = 0; i < left.size() && dealt.size() < wanted; ) {
                if (dealt.add(left.get(i))) {
                    left.remove(i);
                } else {
                    i++;
                }
            }
        }
        return dealt;
    }

    private void shuffle() {
        List<FaultKind> fresh = new ArrayList<>(all);
        for (int i = fresh.size() - 1; i > 0; i--) {
            Collections.swap(fresh, i, random.nextInt(i + 1));
        }
        left.addAll(fresh);
    }
}
