package org.pastecluster.http.wire;

/** The names of the headers, in lower case. */
public final class WireHeaders {

    /** On every request and answer of a node of this project: the version of this wire form. */
    public static final String MARK = "pastecluster";

    /** The incarnation of who sends a request or gives an answer. */
    public static final String FROM = "pastecluster-from";

    /** The incarnation that a request is meant for; 0 while it is not known. */
    public static final String TO = "pastecluster-to";

    /** Milliseconds on the clock of who takes the request. */
    public static final String TIME = "pastecluster-time";

    /** A number that its sender uses once. */
    public static final String NONCE = "pastecluster-nonce";

    /** Proof that the sender holds the secret, and that nothing was altered. */
    public static final String SIGNATURE = "pastecluster-signature";

    /** What a request's body hashes to, so that its head alone is proof; missing where that is not worth the bytes. */
    public static final String BODY = "pastecluster-body";

    /** How a link is protected. */
    public static final String SEAL = "pastecluster-seal";

    /** Random bits that who was dialled adds to the key of a link. */
    public static final String SALT = "pastecluster-salt";

    /** .NET: the secret. */
    public static final String TOKEN = "slovetoken";

    /** .NET: the sender's host. */
    public static final String FROM_NODE = "fromnode";

    /** .NET: the host of the sender's master. */
    public static final String MASTER_NODE = "masternode";

    public static final String CONTENT_TYPE = "content-type";

    public static final String CONTENT_LENGTH = "content-length";

    /** What a connection is to become. */
    public static final String UPGRADE = "upgrade";

    /** The version of this wire form. */
    public static final int VERSION = 1;

    /** What bodies are sent as. */
    public static final String JSON = "application/json; charset=utf-8";

    private WireHeaders() {}
}
