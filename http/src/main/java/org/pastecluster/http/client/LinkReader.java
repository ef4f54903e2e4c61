package org.pastecluster.http.client;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.http.link.FrameReader;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.spi.TimeSource;

/**
 * Reads dialled connections, each in its turn, and finds out what the end of one means: whether it is dialled anew, in another way,
 * or is evidence about the node at its other end. Touched by the thread of the links alone.
 */
final class LinkReader {

    private static final String READING = "reading from it";

    private final LinkHub hub;
    private final TimeSource time;
    private final LinkWays ways;
    private final Consumer<String> closedByPeer;
    private final Set<LinkConnection> unfinished = new LinkedHashSet<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(FrameReader.BUFFER);

    /**
     * @param ways learns which way led to a link
     * @param closedByPeer takes the host of a node that closed its link
     */
    LinkReader(LinkHub hub, TimeSource time, LinkWays ways, Consumer<String> closedByPeer) {
        this.hub = hub;
        this.time = time;
        this.ways = ways;
        this.closedByPeer = closedByPeer;
    }

    /** Whether something may be left that no selector tells again. */
    boolean hasUnfinished() {
        return !unfinished.isEmpty();
    }

    /** A selector says that something is to be read; who had its turn and has more waits for {@link #readUnfinished()}. */
    void ready(SelectionKey key) {
        if (key.isValid()
                && key.attachment() instanceof LinkConnection connection
                && !unfinished.contains(connection)) {
            read(connection, false);
        }
    }

    void readUnfinished() {
        if (!unfinished.isEmpty()) {
            Queue<LinkConnection> again = new ArrayDeque<>(unfinished);
            unfinished.clear();
            again.forEach(connection -> read(connection, false));
        }
    }

    /** Begins to read a connection that was made just now. */
    void begin(LinkConnection connection) {
        read(connection, true);
    }

    private void read(LinkConnection connection, boolean isNew) {
        try {
            long now = time.nanos();
            if (isNew ? connection.begin(scratch, now) : connection.read(scratch, now)) {
                unfinished.add(connection);
            }
        } catch (ProtocolException noWebSocket) {
            loseNonsense(connection, noWebSocket);
        } catch (MalformedFrameException nonsense) {
            loseSpoiled(connection, nonsense);
        } catch (IOException ended) {
            hub.log().ended(connection.dial().host(), READING, ended, time.nanos());
            endedByPeer(connection);
        } catch (RuntimeException | Error unexpected) {
            hub.log().ended(connection.dial().host(), READING, unexpected, time.nanos());
            lose(connection);
        }
    }

    private void endedByPeer(LinkConnection connection) {
        if (connection.link().bytesRead() > 0) {
            lose(connection);
            closedByPeer.accept(connection.dial().host());
        } else {
            letGo(connection);
        }
    }

    /** What never was a WebSocket is something else that answers so. */
    private void loseNonsense(LinkConnection connection, ProtocolException noWebSocket) {
        if (connection.link().bytesRead() > 0) {
            loseSpoiled(connection, noWebSocket);
        } else {
            letGo(connection);
        }
    }

    /** Who is at the other end closed nothing: the link is dialled anew, later and later if it goes on like that. */
    private void loseSpoiled(LinkConnection connection, Exception nonsense) {
        hub.notice(
                connection.dial().host(),
                "What came on the link from " + connection.dial().host() + " is not what a node writes: "
                        + nonsense.getMessage()
                        + ". This node closed the link, took nothing of that, and dials anew. If it"
                        + " happens again, look at what stands between the two, or use https.");
        lose(connection);
    }

    /** Nothing came for too long. */
    void fellSilent(LinkConnection connection) {
        if (connection.link().bytesRead() > 0) {
            hub.fellSilent(connection.link().incarnation());
            lose(connection);
        } else {
            letGo(connection);
        }
    }

    private void lose(LinkConnection connection) {
        drop(connection);
        if (connection.dial().connection() == connection) {
            connection.dial().lost(time.nanos());
        }
    }

    /** Some web servers let go of a connection that they have upgraded: no evidence of anything. */
    private void letGo(LinkConnection connection) {
        drop(connection);
        if (connection.dial().connection() == connection) {
            connection.dial().turnedDown(time.nanos());
        }
    }

    /** Closes it; what becomes of its dial is left to who calls. */
    void drop(LinkConnection connection) {
        unfinished.remove(connection);
        if (connection.link().bytesRead() > 0) {
            ways.held(connection.dial().host(), connection.dial().way());
        }
        connection.close();
    }
}
