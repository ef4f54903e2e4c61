package org.pastecluster;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One process of the cluster: its address and the incarnation that tells it from an earlier process on the same address.
 *
 * @param address where it is and how its users name it
 * @param incarnation 64 random bits, new at every start and compared for equality only; 0 for a neighbour that has none,
 *     such as a .NET PasteCluster node
 */
public record Member(NodeAddress address, long incarnation) {

    public Member {
        Objects.requireNonNull(address, "address");
    }

    /** The base URL, such as {@code http://192.0.2.3:8080}. */
    public String host() {
        return address.host();
    }

    public int id() {
        return address.id();
    }

    public int group() {
        return address.group();
    }

    public String name() {
        return address.name();
    }

    /** Whether it is a neighbour that has no incarnation: part of the cluster, but not of what its nodes decide. */
    public boolean isNeighbour() {
        return incarnation == 0;
    }

    /** Whether this is the same process as {@code other}, whatever it is called by now. */
    public boolean isSameProcessAs(Member other) {
        return incarnation == other.incarnation && host().equals(other.host());
    }

    // Written out, as hashCode is: the JVM makes a record's own at their first use, which a start must not wait for.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Member member && incarnation == member.incarnation && address.equals(member.address);
    }

    @Override
    public int hashCode() {
        return 31 * address.hashCode() + Long.hashCode(incarnation);
    }

    @Override
    public String toString() {
        return address + "#" + Long.toHexString(incarnation);
    }
}
