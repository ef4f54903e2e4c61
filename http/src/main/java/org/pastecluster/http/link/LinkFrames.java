package org.pastecluster.http.link;

/**
 * The frames of a link: {@code int length | byte type | [counts] | payload}. The length counts what follows it. WIRE.md tells
 * the payloads.
 */
public final class LinkFrames {

    /** What the header {@code Upgrade} of a handshake says; its number grows when an older node would misunderstand. */
    public static final String PROTOCOL = "pastecluster/1";

    /** Largest payload. 256 KiB. */
    static final int MOST_PAYLOAD = 256 << 10;

    /** Largest value of the length: a payload, the type, and two counts. */
    static final int MOST_LENGTH = MOST_PAYLOAD + 32;

    /** Messages. */
    static final int BATCH = 1;

    /** A request, as JSON. */
    static final int CALL = 2;

    /** An answer, as JSON; without any, the request is to be sent over HTTP. */
    static final int ANSWER = 3;

    /** Nothing: the link is alive. */
    static final int KEEP_ALIVE = 4;

    /** A heartbeat, without what the last request or answer in full on this link said already. */
    static final int SHORT_CALL = 5;

    /** An answer that says nothing but its envelope, in the same form. */
    static final int SHORT_ANSWER = 6;

    /** Set in the type when two counts follow it: which dial of the writer, and how many bytes of it the writer has read. */
    static final int WITH_COUNTS = 0x80;

    private LinkFrames() {}
}
