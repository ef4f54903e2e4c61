package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pastecluster.message.Body;
import org.pastecluster.message.Claim;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

class DrillTest {

    @Test
    void leaders_die_and_are_replaced_on_the_evidence_of_a_closed_link() {
        List<Body> said = new ArrayList<>();

        new Drill(frame -> {
                    said.add(frame.body());
                    return frame;
                })
                .run();

        Set<Claim> afterDeath = new HashSet<>();
        for (Body body : said) {
            if (body instanceof Request.Compete compete && compete.fate() == LeaderFate.GONE) {
                afterDeath.add(compete.claim());
            }
        }
        assertThat(afterDeath).hasSizeGreaterThanOrEqualTo(2);
        assertThat(said)
                .hasAtLeastOneElementOfType(Request.Heartbeat.class)
                .hasAtLeastOneElementOfType(Request.Join.class)
                .hasAtLeastOneElementOfType(Request.Publish.class)
                .hasAtLeastOneElementOfType(Reply.Ack.class)
                .anyMatch(body -> body instanceof Reply.Stand stand && stand.stance() == Reply.Stance.YES);
    }

    @Test
    void a_wire_that_fails_costs_nothing_but_the_drill() {
        assertThatCode(() -> new Drill(frame -> {
                            throw new IllegalStateException("no wire");
                        })
                        .run())
                .doesNotThrowAnyException();
    }
}
