package org.pastecluster.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;

/** The nouns that all parts of the protocol share: what is known, and the ways to call and to speak. They decide nothing. */
final class NodeState {

    final ClusterSettings settings;
    final Timing timing;
    final Entropy entropy;
    final Timers timers = new Timers();
    final Outbox out = new Outbox();
    final Numbers numbers = new Numbers();
    final Membership membership = new Membership();
    final Identity self;
    final Roster roster;
    final Peers peers;
    final Allegiance allegiance;
    final Envelopes envelopes;
    final Exchanges exchanges;
    final Calls calls;
    private @Nullable Hearing hearing;
    private @Nullable Neighbourhood neighbourhood;

    NodeState(ClusterSettings settings, long incarnation, Entropy entropy) {
        this.settings = settings;
        this.timing = new Timing(settings);
        this.entropy = entropy;
        this.self = new Identity(settings.self(), incarnation);
        this.roster = new Roster(settings.nodes(), settings.rememberedNodes());
        this.peers = new Peers(membership);
        this.allegiance = new Allegiance(timing);
        this.envelopes = new Envelopes(this);
        this.exchanges = new Exchanges(this);
        this.calls = new Calls(this);
    }

    /** Every answer is heard before the part that called sees it. */
    void heardBy(Hearing ear) {
        hearing = ear;
    }

    Hearing hearing() {
        return Objects.requireNonNull(hearing, "nobody hears yet");
    }

    /** Answers of .NET nodes are heard by this part, and by no other. */
    void heardBy(Neighbourhood ear) {
        neighbourhood = ear;
    }

    Neighbourhood neighbourhood() {
        return Objects.requireNonNull(neighbourhood, "nobody hears .NET nodes yet");
    }

    long now() {
        return timers.now();
    }
}
