package org.pastecluster.protocol;

import org.pastecluster.Member;
import org.pastecluster.message.ViewId;

/** What a leader keeps of one member. */
final class Follower {

    final Member member;

    /** When the latest of the leader's own frames that it acknowledged was sent; never, once it names another leader. */
    long acknowledgedAt;

    /** From when on its silence counts: a leader that slept judges itself first. */
    long silentSince;

    /** The view it holds, as its last frame said. */
    ViewId view = ViewId.NONE;

    boolean publishing;
    boolean refused;

    /** When the call was sent that was refused; what it acknowledged of before is no news against that. */
    long refusedCallAt;

    int checksOpen;

    final Probes probes = new Probes();

    Timers.Timer beat = Timers.Timer.none();

    Follower(Member member, long now) {
        this.member = member;
        this.acknowledgedAt = now;
        this.silentSince = now;
    }

    String host() {
        return member.host();
    }

    void acknowledged(long sentAt) {
        if (sentAt > acknowledgedAt) {
            acknowledgedAt = sentAt;
        }
        if (sentAt > silentSince) {
            silentSince = sentAt;
            refused &= sentAt < refusedCallAt;
        }
    }

    long silence(long now) {
        return now - silentSince;
    }
}
