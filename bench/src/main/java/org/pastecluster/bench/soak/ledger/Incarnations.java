package org.pastecluster.bench.soak.ledger;

import java.util.HashMap;
import java.util.Map;

/** Short numbers for the incarnations that a sender heard verdicts of. Thread-safe. */
public final class Incarnations {

    /** What fits beside a verdict. */
    static final int MOST = 0xfff;

    private final MappedFile file;
    private final Map<Long, Integer> numbers = new HashMap<>();

    public Incarnations(LedgerFiles files, NodeRun sender) {
        this.file = MappedFile.toWrite(files.incarnations(sender));
    }

    /** From 1 on. */
    public synchronized int numberOf(long incarnation) {
        Integer known = numbers.get(incarnation);
        if (known != null) {
            return known;
        }
        int number = numbers.size() + 1;
        if (number > MOST) {
            throw new IllegalStateException("a sender met more than " + MOST + " processes");
        }
        // In the file before anybody can have the number.
        file.putLong((long) number * Long.BYTES, incarnation);
        numbers.put(incarnation, number);
        return number;
    }

    /** For the judge: the incarnation behind a number. */
    static long read(MappedFile file, int number) {
        return file.getLong((long) number * Long.BYTES);
    }
}
