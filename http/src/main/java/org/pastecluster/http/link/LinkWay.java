package org.pastecluster.http.link;

import org.jspecify.annotations.Nullable;

/** How a connection becomes a link: the bytes on it are the same either way. */
public enum LinkWay {
    /** Upgraded to our own protocol: the bytes as they are. */
    UPGRADE(LinkFrames.PROTOCOL),

    /** Upgraded to a WebSocket, for what stands between and lets nothing else pass: the bytes in binary messages. */
    WEBSOCKET("websocket");

    private final String token;

    LinkWay(String token) {
        this.token = token;
    }

    /** What the header {@code Upgrade} says. */
    public String token() {
        return token;
    }

    /** The other one. */
    public LinkWay other() {
        return this == UPGRADE ? WEBSOCKET : UPGRADE;
    }

    /**
     * The way that a request or an answer names.
     *
     * @param token what the header {@code Upgrade} says; null for no such header
     * @return null for something else
     */
    public static @Nullable LinkWay of(@Nullable String token) {
        for (LinkWay way : values()) {
            if (way.token.equalsIgnoreCase(token)) {
                return way;
            }
        }
        return null;
    }
}
