package org.pastecluster.http.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.message.Frame;
import org.pastecluster.runtime.Drill;

class LinkEchoTest {

    @Test
    void every_frame_of_a_fail_over_arrives_as_it_was_sent() {
        LinkEcho echo = new LinkEcho(64);
        List<Frame> sent = new ArrayList<>();
        List<Frame> arrived = new ArrayList<>();

        new Drill(frame -> {
                    sent.add(frame);
                    arrived.add(echo.echo(frame));
                    return frame;
                })
                .run();

        assertThat(sent).hasSizeGreaterThan(20);
        assertThat(arrived).isEqualTo(sent);
    }
}
