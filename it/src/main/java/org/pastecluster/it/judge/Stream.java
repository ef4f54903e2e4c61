package org.pastecluster.it.judge;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.pastecluster.it.record.RunId;

/**
 * The messages of one process on one lane, which it numbers from 1 on: when each was accepted and done, what was told of it, and who handled it when. Many
 * of them must fit into little memory.
 */
final class Stream {

    /** What may be told of a message, and what must not. */
    enum Word {
        NONE(0),
        DELIVERED(1),
        FAILED(2),
        REFUSED(3),
        EXPIRED(4),
        GONE(5),
        UNKNOWN(6),
        /** Told differently, or again. */
        TWO(7),
        /** No verdict at all. */
        NO_VERDICT(8);

        private static final Word[] ALL = values();

        /** Its place among all, by which it is kept in a byte. */
        private final byte code;

        Word(int code) {
            this.code = (byte) code;
        }

        static Word of(String verdict) {
            for (Word word : ALL) {
                if (word.name().equals(verdict) && word != NONE && word != TWO) {
                    return word;
                }
            }
            return NO_VERDICT;
        }

        boolean isHandled() {
            return this == DELIVERED || this == FAILED;
        }

        boolean isSurelyUnhandled() {
            return this == REFUSED || this == EXPIRED || this == GONE;
        }
    }

    /** What one process handled of it, in its order. */
    static final class Handling {
        private final BitSet numbers = new BitSet();
        private int count;
        private int last;

        BitSet numbers() {
            return numbers;
        }

        int count() {
            return count;
        }
    }

    /** Before the node's name. */
    static final String NAME = "name:";

    /** Before the host of a .NET node. */
    static final String HOST = "host:";

    /** Before the group's number. */
    static final String GROUP = "group:";

    static final String ALL = "all";
    static final String OTHERS = "others";

    private final RunId sender;
    private final String lane;
    private long[] acceptedAt = {};
    private long[] doneAt = {};
    private final Map<String, BitSet> byTarget = new HashMap<>();
    private final Map<Long, byte[]> told = new HashMap<>();
    private final BitSet toldElsewhere = new BitSet();
    private final Map<RunId, Handling> handled = new HashMap<>();
    private int largest;

    Stream(RunId sender, String lane) {
        this.sender = sender;
        this.lane = lane;
    }

    RunId sender() {
        return sender;
    }

    /** The largest number. */
    int largest() {
        return largest;
    }

    String name(int number) {
        return sender + " " + lane + " " + number;
    }

    /** {@code target} is in the words of the node. */
    void accepted(int number, long at, String target) {
        largest = Math.max(largest, number);
        acceptedAt = room(acceptedAt, number);
        acceptedAt[number] = at;
        byTarget.computeIfAbsent(target, word -> new BitSet()).set(number);
    }

    void done(int number, long at) {
        doneAt = room(doneAt, number);
        doneAt[number] = at;
    }

    void told(int number, long incarnation, Word word) {
        byte[] words = told.getOrDefault(incarnation, new byte[0]);
        if (words.length <= number) {
            words = Arrays.copyOf(words, Math.max(64, number + number / 2));
            told.put(incarnation, words);
        }
        Word before = Word.ALL[words[number]];
        words[number] = (before == Word.NONE ? word : Word.TWO).code;
    }

    /** It has the verdict of a node of another kind, which others judge. */
    void toldElsewhere(int number) {
        toldElsewhere.set(number);
    }

    boolean isToldElsewhere(int number) {
        return toldElsewhere.get(number);
    }

    /** What must not be: 0 if it is in order, else the number before which it came too late, itself if it was handled twice. */
    int handled(RunId by, int number) {
        Handling handling = handled.computeIfAbsent(by, run -> new Handling());
        handling.count++;
        if (handling.numbers.get(number)) {
            return number;
        }
        handling.numbers.set(number);
        int before = handling.last;
        handling.last = Math.max(before, number);
        return before > number ? before : 0;
    }

    /** When it was accepted; {@link Run#NEVER} if it never was. */
    long acceptedAt(int number) {
        return number < acceptedAt.length ? acceptedAt[number] : Run.NEVER;
    }

    long doneAt(int number) {
        return number < doneAt.length ? doneAt[number] : Run.NEVER;
    }

    /** For whom it was, in the words of the node; empty if it never was accepted. */
    String target(int number) {
        return byTarget.entrySet().stream()
                .filter(each -> each.getValue().get(number))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** Whether it can have been for one node only. */
    boolean isToOne(int number) {
        return byTarget.entrySet().stream()
                .anyMatch(each -> !isToSeveral(each.getKey()) && each.getValue().get(number));
    }

    private static boolean isToSeveral(String target) {
        return target.startsWith(GROUP) || target.equals(ALL) || target.equals(OTHERS);
    }

    /** The messages for each target that several nodes may be. */
    Map<String, BitSet> toSeveral() {
        Map<String, BitSet> several = new TreeMap<>(byTarget);
        several.keySet().removeIf(target -> !isToSeveral(target));
        return several;
    }

    Word toldBy(long incarnation, int number) {
        byte[] words = told.get(incarnation);
        return words == null || number >= words.length ? Word.NONE : Word.ALL[words[number]];
    }

    /** Who has told something; 0 stands for nobody in particular. */
    Iterable<Long> tellers() {
        return told.keySet();
    }

    boolean isHandledBy(RunId run, int number) {
        Handling handling = handled.get(run);
        return handling != null && handling.numbers.get(number);
    }

    Map<RunId, Handling> handled() {
        return handled;
    }

    private static long[] room(long[] array, int number) {
        if (number < array.length) {
            return array;
        }
        long[] larger = Arrays.copyOf(array, Math.max(64, number + number / 2));
        Arrays.fill(larger, array.length, larger.length, Run.NEVER);
        return larger;
    }
}
