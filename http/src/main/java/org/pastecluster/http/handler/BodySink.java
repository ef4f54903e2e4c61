package org.pastecluster.http.handler;

/** Takes a request's body, piece by piece, from any thread, one at a time. No method blocks or throws. */
public interface BodySink {

    /**
     * The next piece.
     *
     * @param buffer free to be used again afterwards
     * @param length how many of its first bytes are the piece
     * @return false when no more is wanted: the source stops and calls nothing further
     */
    boolean take(byte[] buffer, int length);

    /** That was all. */
    void end();

    /** The rest will never come. */
    void broken();
}
