package org.pastecluster.delivery;

/**
 * What one lane's receiver lacks: something came that it could not take, since what is before that has not come. It asks for that once, and
 * again when the answer is interrupted. What overtakes is not the only reason: where a batch is carried by a call while a link opens, what
 * goes over the link comes first, is dropped, and must be asked for although the next ones in order then come by the call.
 */
final class Lack {

    /** The highest number that came and was not taken. */
    private long dropped;

    private boolean told;

    /** Something was taken since it was told. */
    private boolean answered;

    /** Something came that is not next, or does not fit to what came of the next one. */
    void dropped(long sequence) {
        dropped = Math.max(dropped, sequence);
        if (answered) {
            tellAgain();
        }
    }

    /** The next one came wholly, and the one after it is expected. */
    void taken(long sequence) {
        if (sequence < dropped) {
            begun();
        } else {
            dropped = 0;
            tellAgain();
        }
    }

    /** A part of the next one came. */
    void begun() {
        answered = told;
    }

    /** Whether the sender has to be told from where to send again. */
    boolean isToBeTold() {
        return dropped > 0 && !told;
    }

    /** It was told, or there is nobody to be told. */
    void told() {
        told = true;
        answered = false;
    }

    /** What was told may be lost. */
    void tellAgain() {
        told = false;
        answered = false;
    }
}
