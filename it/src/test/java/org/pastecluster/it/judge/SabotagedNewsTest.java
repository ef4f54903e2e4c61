package org.pastecluster.it.judge;

import static org.pastecluster.it.judge.WrittenCampaign.at;
import static org.pastecluster.it.judge.WrittenCampaign.nanos;
import static org.pastecluster.it.judge.WrittenCampaign.token;

import org.junit.jupiter.api.Test;
import org.pastecluster.it.record.NodeEntry;

/** P4 is broken, and the judge says which listener was told what, or was not. */
class SabotagedNewsTest extends Spoiled {

    @Test
    void lost_is_not_told() {
        campaign.without(
                "n1.1",
                entry -> entry instanceof NodeEntry.Lost lost && lost.listener().equals("slow") && at(entry) < 40_000);
        expect("P4", "n1.1", "'slow' acquired of token", "twice");
    }

    @Test
    void lost_is_told_twice() {
        campaign.node("n1.1", new NodeEntry.Lost(nanos(36_500), "prompt", Healthy.FIRST, token(Healthy.FIRST)));
        expectOnly("P4", "n1.1", "'prompt' lost of token", "of nothing that began");
    }

    @Test
    void acquired_is_not_told_to_one_listener() {
        campaign.without(
                        "n2.1",
                        entry -> entry instanceof NodeEntry.Acquired acquired
                                && acquired.listener().equals("slow"))
                .without(
                        "n2.1",
                        entry -> entry instanceof NodeEntry.Lost lost
                                && lost.listener().equals("slow"));
        expect("P4", "n2.1", "has not told its listener 'slow' that it acquired leadership");
    }

    @Test
    void lost_is_not_told_before_a_polite_end() {
        campaign.without(
                "n1.2",
                entry -> entry instanceof NodeEntry.Lost lost && lost.listener().equals("prompt"));
        expectOnly("P4", "n1.2", "ended politely", "'prompt'");
    }

    @Test
    void lost_is_not_told_to_one_listener() {
        campaign.without(
                "n2.1",
                entry -> entry instanceof NodeEntry.Lost lost && lost.listener().equals("slow"));
        expectOnly("P4", "n2.1", "has not told its listener 'slow' that it lost leadership");
    }

    @Test
    void acquired_is_told_of_a_leadership_that_is_over() {
        campaign.without(
                        "n1.1",
                        entry -> entry instanceof NodeEntry.Acquired acquired
                                && acquired.listener().equals("prompt")
                                && at(entry) == 50_082)
                .node("n1.1", new NodeEntry.Acquired(nanos(50_082), "prompt", Healthy.FIRST, token(Healthy.FIRST)));
        expect(
                "P4",
                "n1.1",
                "'prompt' acquired of token " + token(Healthy.FIRST) + " after token " + token(Healthy.FIRST));
    }
}
