package org.pastecluster.it.lab;

import java.util.Locale;

/** How what one node sends to another is treated. */
public enum Way {
    /** All packets vanish. */
    DROP,
    /** What goes to the other's service port vanishes: requests, and all that is said on connections that the sender dialled. */
    DROP_REQUESTS,
    /** Connections to the other's service port are refused, and those that are open are reset as soon as either end says something. */
    REFUSE_REQUESTS,
    /** A fifth of all packets vanishes. */
    LOSS,
    /** New connections to the other's service port reach a program in the sender's {@link Helper} that answers in the other's place; before all detours. */
    ANSWERED,
    /** New connections to the other's service port go through the sender's {@link Helper}, which is told how late it shall pass things on. */
    DELAY,
    /** As {@link #DELAY}; the helper is told to pass nothing on. */
    STALL;

    /** As {@code BedEntry.Cut} writes it: {@code drop-requests}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
