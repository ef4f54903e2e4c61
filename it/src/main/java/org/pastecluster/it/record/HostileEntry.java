package org.pastecluster.it.record;

import java.util.List;

/** What the hostile client writes into {@code hostile.journal}, a line each. Times are as in {@link NodeEntry}. */
public sealed interface HostileEntry {

    long at();

    /**
     * One node was sent so many requests of one form.
     *
     * @param at before the first
     * @param until after the last answer that was waited for
     * @param outcomes what came of them: {@code 401:12}, {@code closed:3}, {@code silent:1}; {@code peer-} before it is what came of requests of
     *     somebody who knows the secret, meanwhile and from the same address; {@code foreign-} what no node of ours said
     */
    record Volley(long at, long until, String form, String target, long sent, List<String> outcomes)
            implements HostileEntry {
        public Volley {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** A node answered what it never should. */
    record Unexpected(long at, String form, String target, String what) implements HostileEntry {}

    /** The longest that the peer of {@link Volley} waited for an answer, in a volley in which it had one. */
    record PeerWaited(long at, String form, String target, long nanos) implements HostileEntry {}
}
