package org.pastecluster.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;

class FiguresTest {

    @Test
    void supportDecidesBeforeTimeAndTimeBeforeTheHost() {
        assertThat(figures("http://z", 3, 1).winsAgainst(figures("http://a", 2, 900)))
                .isTrue();
        assertThat(figures("http://z", 2, 900).winsAgainst(figures("http://a", 2, 1)))
                .isTrue();
        assertThat(figures("http://a", 2, 5).winsAgainst(figures("http://z", 2, 5)))
                .isTrue();
    }

    @Test
    void whoeverComparesFirstTheWinnerIsTheSame() {
        Figures one = figures("http://a", 2, 5);
        Figures other = figures("http://z", 2, 5);

        assertThat(one.winsAgainst(other)).isNotEqualTo(other.winsAgainst(one));
    }

    private static Figures figures(String host, int support, long led) {
        return new Figures(new LeaderRef(new Member(NodeAddress.of(host), 1), 10), support, led);
    }
}
