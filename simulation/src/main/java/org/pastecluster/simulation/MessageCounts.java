package org.pastecluster.simulation;

import java.util.EnumMap;
import java.util.Map;
import org.pastecluster.Verdict;

/**
 * How many messages there were, each counted once for every target, and what became of them.
 *
 * @param accepted how many were given away
 * @param verdicts how many got which verdict; the rest died with their senders
 */
public record MessageCounts(long accepted, Map<Verdict, Long> verdicts) {

    static final MessageCounts NONE = new MessageCounts(0, Map.of());

    public MessageCounts {
        verdicts = Map.copyOf(verdicts);
    }

    MessageCounts plus(MessageCounts other) {
        Map<Verdict, Long> sum = new EnumMap<>(Verdict.class);
        verdicts.forEach((verdict, count) -> sum.merge(verdict, count, Long::sum));
        other.verdicts.forEach((verdict, count) -> sum.merge(verdict, count, Long::sum));
        return new MessageCounts(accepted + other.accepted, sum);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("messages: " + accepted + " accepted");
        long told = 0;
        for (Verdict verdict : Verdict.values()) {
            long count = verdicts.getOrDefault(verdict, 0L);
            told += count;
            text.append(", ").append(count).append(' ').append(verdict.name().toLowerCase(java.util.Locale.ROOT));
        }
        return text.append(", ")
                .append(accepted - told)
                .append(" died with their senders")
                .toString();
    }
}
