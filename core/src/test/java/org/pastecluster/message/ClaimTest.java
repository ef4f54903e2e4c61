package org.pastecluster.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;

class ClaimTest {

    @Test
    void theLargerNumberWinsWhateverElse() {
        assertThat(claim(6, 900, 9, "http://z").isBetterThan(claim(5, 1, 1, "http://a")))
                .isTrue();
    }

    @Test
    void thenTheEarlierVoteThenTheSmallerIdThenTheSmallerHost() {
        assertThat(claim(5, 1, 9, "http://z").isBetterThan(claim(5, 2, 1, "http://a")))
                .isTrue();
        assertThat(claim(5, 1, 1, "http://z").isBetterThan(claim(5, 1, 2, "http://a")))
                .isTrue();
        assertThat(claim(5, 1, 1, "http://a").isBetterThan(claim(5, 1, 1, "http://b")))
                .isTrue();
    }

    @Test
    void ofTwoDifferentClaimsExactlyOneIsBetter() {
        List<Claim> claims = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            for (int time = 1; time <= 2; time++) {
                for (int id = 1; id <= 2; id++) {
                    claims.add(claim(number, time, id, "http://a"));
                    claims.add(claim(number, time, id, "http://b"));
                }
            }
        }
        for (Claim one : claims) {
            for (Claim other : claims) {
                if (one.equals(other)) {
                    assertThat(one.isBetterThan(other)).isFalse();
                } else {
                    assertThat(one.isBetterThan(other))
                            .as("%s against %s", one, other)
                            .isNotEqualTo(other.isBetterThan(one));
                }
            }
        }
    }

    private static Claim claim(long number, long time, int id, String host) {
        return new Claim(number, time, new Member(new NodeAddress(host, id, 0, ""), 7));
    }
}
