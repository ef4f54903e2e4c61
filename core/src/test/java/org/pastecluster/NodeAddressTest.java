package org.pastecluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAddressTest {

    @Test
    void a_list_is_read_as_dot_net_writes_it() {
        assertThat(NodeAddress.parseList("http://10.0.0.3:80,3,0,blue;http://10.0.0.7; ;http://a,,2;http://b,-1,,;"))
                .isEqualTo(List.of(
                        new NodeAddress("http://10.0.0.3", 3, 0, "blue"),
                        new NodeAddress("http://10.0.0.7", 0, 0, ""),
                        new NodeAddress("http://a", 0, 2, ""),
                        new NodeAddress("http://b", -1, 0, "")));
        assertThat(NodeAddress.parseList(" ")).isEmpty();
    }

    @Test
    void what_is_printed_can_be_read_again() {
        String list = "http://a,3,4,blue;http://b,0,4;http://c";

        assertThat(NodeAddress.parseList(list))
                .extracting(NodeAddress::toString)
                .containsExactly(list.split(";"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "http://a,x | has 'x' where its id belongs",
                "http://a,1,2.5 | has '2.5' where its group belongs",
                "http://a,99999999999 | has '99999999999' where its id belongs",
                "http://a,1,2,n,5 | has more than four parts",
                "http://good;nonsense | 'nonsense' is not a node's base URL"
            })
    void what_cannot_be_read_is_named(String list, String sentence) {
        assertThatThrownBy(() -> NodeAddress.parseList(list))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining(sentence);
    }
}
