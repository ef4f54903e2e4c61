package org.pastecluster.it.judge;

/**
 * What became of messages.
 *
 * @param accepted messages; one to many nodes is one
 * @param delivered verdicts, as all that follow: one to many nodes has many
 * @param failed their handlers threw, on purpose
 * @param refused refused, expired or gone: surely not handled
 * @param unknown their target was gone before it said what became of them
 * @param lost without a verdict though their sender lived, or delivered without a handler
 * @param duplicated handled more than once
 */
public record MessageFigures(
        long accepted, long delivered, long failed, long refused, long unknown, long lost, long duplicated) {

    static final MessageFigures NONE = new MessageFigures(0, 0, 0, 0, 0, 0, 0);

    MessageFigures plus(MessageFigures other) {
        return new MessageFigures(
                accepted + other.accepted,
                delivered + other.delivered,
                failed + other.failed,
                refused + other.refused,
                unknown + other.unknown,
                lost + other.lost,
                duplicated + other.duplicated);
    }
}
