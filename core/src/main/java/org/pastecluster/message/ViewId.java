package org.pastecluster.message;

/**
 * Names one published view.
 *
 * @param number number of the leadership that published it; 0 for none
 * @param version its version
 */
public record ViewId(long number, long version) implements Comparable<ViewId> {

    /** Before the first view. */
    public static final ViewId NONE = new ViewId(0, 0);

    @Override
    public int compareTo(ViewId other) {
        int byNumber = Long.compare(number, other.number);
        return byNumber != 0 ? byNumber : Long.compare(version, other.version);
    }
}
