package org.pastecluster.http.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be asked over HTTP: the last part of a path, and the methods that it takes. */
public enum Operation {
    HEALTH(true, true),
    ASK(true, true),
    FIND(false, true),
    JOIN(false, true),
    VOTE(false, true),
    MASTER(false, true),
    LEAVE(false, true),
    REMOVE(false, true),
    MSG(false, true),
    PUSH(false, true),
    RUN(false, true),
    JOININ(true, false),
    ADDONE(true, false),
    NODES(true, false),
    STATUS(true, false),
    HISTORY(true, false),
    /** A message of somebody who is no node. */
    SEND(false, true),
    /** Requests of nodes of this project that have no counterpart in .NET. */
    EXCHANGE(false, true),
    /** A connection that becomes a link. */
    LINK(true, false);

    private static final Operation[] ALL = values();

    private final String word = name().toLowerCase(Locale.ROOT);
    private final boolean get;
    private final boolean post;

    Operation(boolean get, boolean post) {
        this.get = get;
        this.post = post;
    }

    /** Its part of the path, such as {@code ask}. */
    public String word() {
        return word;
    }

    public boolean takes(String method) {
        return (get && method.equals("GET")) || (post && method.equals("POST"));
    }

    /** For the header {@code Allow}. */
    public String allowed() {
        return get && post ? "GET, POST" : get ? "GET" : "POST";
    }

    /** The operation of that word; null when there is none. */
    public static @Nullable Operation of(String word) {
        for (Operation operation : ALL) {
            if (operation.word.equals(word)) {
                return operation;
            }
        }
        return null;
    }
}
