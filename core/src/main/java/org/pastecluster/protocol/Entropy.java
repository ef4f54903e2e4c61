package org.pastecluster.protocol;

/** Where the protocol gets numbers that others cannot guess. A seed behind it fixes a whole history. */
@FunctionalInterface
public interface Entropy {
    /** 64 random bits. */
    long nextLong();
}
