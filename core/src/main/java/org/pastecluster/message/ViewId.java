package org.pastecluster.message;

import org.jspecify.annotations.Nullable;

/**
 * Names one published view.
 *
 * @param number number of the leadership that published it; 0 for none
 * @param version its version
 */
public record ViewId(long number, long version) implements Comparable<ViewId> {

    /** Before the first view. */
    public static final ViewId NONE = new ViewId(0, 0);

    // Written out, as hashCode is: the JVM makes a record's own at their first use, which a start must not wait for.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ViewId id && number == id.number && version == id.version;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(number) + Long.hashCode(version);
    }

    @Override
    public int compareTo(ViewId other) {
        int byNumber = Long.compare(number, other.number);
        return byNumber != 0 ? byNumber : Long.compare(version, other.version);
    }
}
