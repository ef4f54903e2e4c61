package org.pastecluster.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterMessage;
import org.pastecluster.http.link.IncomingLink;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.http.link.LinkLog;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.link.RecordingLog;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.LinkHandler;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;
import org.slf4j.event.Level;

/** What the end of a dialled connection means. */
class LinkReaderTest {

    private static final String HOST = "http://192.0.2.1";
    private static final byte[] SIGN_OF_LIFE = {0, 0, 0, 1, 4};

    private final RecordingLog log = new RecordingLog();
    private final List<String> closedByPeer = new ArrayList<>();
    private final LinkHub hub = new LinkHub(
            TimeSource.system(), LinkTimes.DEFAULT, 32, (host, request, timeout, outcome) -> {}, new LinkLog(log));
    private final LinkReader reader = new LinkReader(hub, TimeSource.system(), new LinkWays(), closedByPeer::add);
    private final Dial dial = new Dial(HOST, LinkTimes.DEFAULT, 0);

    @Test
    void an_error_of_the_node_while_it_reads_ends_the_link_and_is_said_once() throws Exception {
        AssertionError thrown = new AssertionError("the node is broken");

        boolean open = readsOn(new Wire() {
            @Override
            public int read(ByteBuffer into) {
                throw thrown;
            }

            @Override
            public boolean write(ByteBuffer from) {
                return true;
            }

            @Override
            public boolean wantsToWrite() {
                return false;
            }
        });

        assertThat(open).isFalse();
        assertThat(dial.connection()).isNull();
        assertThat(dial.waits()).isTrue();
        assertThat(closedByPeer).isEmpty();
        assertThat(log.lines).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo(Level.WARN);
            assertThat(line.text()).contains(HOST).contains("reading from it");
            assertThat(line.thrown()).isSameAs(thrown);
        });
    }

    @Test
    void a_link_that_its_peer_closes_is_no_warning() throws Exception {
        boolean open = readsOn(null);

        assertThat(open).isFalse();
        assertThat(closedByPeer).containsExactly(HOST);
        assertThat(log.lines).singleElement().matches(line -> line.level() == Level.DEBUG);
    }

    /** Reads a sign of life, then from that wire; without one, from a connection that the peer has closed. Returns whether it is open. */
    private boolean readsOn(@Nullable Wire wire) throws Exception {
        hub.start(new Nobody());
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(any);
                Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            server.accept().close();
            if (wire == null) {
                assertThat(channel.read(ByteBuffer.allocate(1))).isNegative();
            }
            channel.configureBlocking(false);
            IncomingLink link = hub.dialled(HOST, 7, 1, null);
            Upgraded upgraded = new Upgraded(
                    channel,
                    wire == null ? new PlainWire(channel) : wire,
                    Arrays.copyOf(SIGN_OF_LIFE, SIGN_OF_LIFE.length),
                    name -> null);
            LinkConnection connection = new LinkConnection(dial, upgraded, link, selector, 0);
            dial.began(1, "http://192.0.2.9");
            dial.connected(connection, 0);
            reader.begin(connection);
            return channel.isOpen();
        } finally {
            hub.close();
        }
    }

    /** A node that takes nothing. */
    private static final class Nobody implements Transport.Receiver {

        @Override
        public boolean receive(Frame request, Transport.Answer answer) {
            return false;
        }

        @Override
        public boolean deliver(ClusterMessage message) {
            return false;
        }

        @Override
        public void closed(String host) {}

        @Override
        public LinkHandler links() {
            return LinkHandler.NONE;
        }
    }
}
