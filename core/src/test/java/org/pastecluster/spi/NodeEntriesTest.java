package org.pastecluster.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pastecluster.NodeAddress;

class NodeEntriesTest {

    private final NodeEntries entries = new NodeEntries();

    @Test
    void whatIsNoAddressSpoilsNothingElse() {
        entries.add("http://127.0.0.1:1");
        entries.add("no\naddress" + "!".repeat(1_000));
        entries.add(null);
        entries.add("http://127.0.0.1:2");

        assertThat(entries.nodes())
                .containsExactly(NodeAddress.of("http://127.0.0.1:1"), NodeAddress.of("http://127.0.0.1:2"));
        assertThat(entries.complaint("the store"))
                .startsWith("2 entries of the store name no node and were left out, 'no?address!!")
                .hasSizeLessThan(220);
    }

    @Test
    void whereAllIsWellThereIsNoComplaint() {
        entries.add("http://127.0.0.1:1");

        assertThat(entries.complaint("the store")).isNull();
    }

    @Test
    void oneMoreIsKeptThanADiscoveryMayName() {
        for (int i = 1; i <= 2_000; i++) {
            entries.add("http://127.0.0.1:" + i);
        }

        assertThat(entries.nodes()).hasSize(1025);
    }
}
