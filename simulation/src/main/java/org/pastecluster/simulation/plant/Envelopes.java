package org.pastecluster.simulation.plant;

import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.LeaderRef;

/** Envelopes with one thing changed. */
final class Envelopes {

    private Envelopes() {}

    static Envelope withEcho(Envelope envelope, long echo) {
        return copy(
                envelope, envelope.toIncarnation(), envelope.seen(), envelope.published(), echo, envelope.following());
    }

    static Envelope withFollowing(Envelope envelope, @Nullable LeaderRef following) {
        return copy(
                envelope, envelope.toIncarnation(), envelope.seen(), envelope.published(), envelope.echo(), following);
    }

    static Envelope withTarget(Envelope envelope, long toIncarnation) {
        return copy(
                envelope, toIncarnation, envelope.seen(), envelope.published(), envelope.echo(), envelope.following());
    }

    static Envelope withNumbers(Envelope envelope, long seen, long published) {
        return copy(envelope, envelope.toIncarnation(), seen, published, envelope.echo(), envelope.following());
    }

    static Envelope withStamp(Envelope envelope, long stamp) {
        return new Envelope(
                envelope.from(),
                envelope.toIncarnation(),
                envelope.seen(),
                envelope.published(),
                stamp,
                envelope.echo(),
                envelope.following(),
                envelope.view());
    }

    private static Envelope copy(
            Envelope envelope, long to, long seen, long published, long echo, @Nullable LeaderRef following) {
        return new Envelope(envelope.from(), to, seen, published, envelope.stamp(), echo, following, envelope.view());
    }
}
