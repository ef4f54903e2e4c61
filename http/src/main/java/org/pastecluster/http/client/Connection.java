package org.pastecluster.http.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;

/** One connection to a node: connecting, carrying one call at a time, or idle. Touched by the loop's thread alone. */
final class Connection {

    private final Origin origin;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Wire wire;
    private final int maxBody;
    private boolean connected;
    private boolean closed;
    private int served;
    private @Nullable HttpCall call;
    private ByteBuffer toSend = ByteBuffer.allocate(0);
    private AnswerParser parser;

    /**
     * Begins to connect.
     *
     * @param tls the engine for https; null for http
     */
    Connection(Origin origin, Selector selector, InetSocketAddress address, @Nullable SSLEngine tls, int maxBody)
            throws IOException {
        this.origin = origin;
        this.maxBody = maxBody;
        this.parser = new AnswerParser(maxBody);
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            wire = tls == null ? new PlainWire(channel) : new TlsWire(channel, tls);
            connected = channel.connect(address);
            key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        } catch (IOException | RuntimeException cannotConnect) {
            channel.close();
            throw cannotConnect;
        }
    }

    /** Whether the other side has closed it, found out without waiting. Only for an idle connection. */
    boolean isStale(ByteBuffer scratch) {
        try {
            return closed || wire.read(scratch.clear()) != 0;
        } catch (IOException broken) {
            return true;
        }
    }

    /** Carries a call from now on. */
    void carry(HttpCall next, ByteBuffer scratch) {
        call = next;
        next.carriedBy(this);
        toSend = next.toSend();
        parser = new AnswerParser(maxBody);
        if (connected) {
            progress(scratch);
        }
    }

    /** The selector found it ready. */
    void ready(ByteBuffer scratch) {
        if (!connected) {
            try {
                connected = channel.finishConnect();
            } catch (ConnectException refused) {
                end(
                        refused.getMessage() != null && refused.getMessage().contains("refused")
                                ? CallFailure.REFUSED
                                : CallFailure.SILENT,
                        "no connection to " + origin.host() + ": " + refused.getMessage());
                return;
            } catch (IOException unreachable) {
                end(CallFailure.SILENT, "no connection to " + origin.host() + ": " + unreachable.getMessage());
                return;
            }
        }
        progress(scratch);
    }

    private void progress(ByteBuffer scratch) {
        HttpCall carried = call;
        if (carried != null && carried.sentInVain() != null) {
            reached(carried);
            return;
        }
        try {
            if (toSend.hasRemaining() || wire.wantsToWrite()) {
                if (carried != null) {
                    carried.transmit();
                }
                wire.write(toSend);
            }
            while (!closed && read(scratch)) {
                if (toSend.hasRemaining()) {
                    wire.write(toSend);
                }
            }
            if (!closed && key.isValid()) {
                key.interestOps(SelectionKey.OP_READ | (wire.wantsToWrite() ? SelectionKey.OP_WRITE : 0));
            }
        } catch (MalformedAnswerException malformed) {
            end(CallFailure.FOREIGN, String.valueOf(malformed.getMessage()));
        } catch (SSLException noTls) {
            end(
                    CallFailure.FOREIGN,
                    "TLS with " + origin.host() + " failed: " + noTls.getMessage()
                            + "; check that it speaks https and that its certificate is trusted and names it");
        } catch (IOException broken) {
            broken(broken);
        }
    }

    /**
     * @return whether there may be more to read
     */
    private boolean read(ByteBuffer scratch) throws IOException {
        int count = wire.read(scratch.clear());
        if (count == 0) {
            if (!toSend.hasRemaining()) {
                return false;
            }
            int before = toSend.remaining();
            wire.write(toSend);
            return toSend.remaining() < before && !wire.wantsToWrite();
        }
        if (count < 0) {
            HttpReply reply = call == null ? null : parser.atEnd();
            if (reply == null) {
                throw new EOFException("closed by the other side");
            }
            complete(reply, false);
            return false;
        }
        if (call == null) {
            throw new EOFException("something arrived that nobody asked for");
        }
        HttpReply reply = parser.take(scratch.flip());
        if (reply != null && reply.status() == AnswerParser.SWITCHING_PROTOCOLS) {
            giveAway(call, reply, scratch);
        } else if (reply != null) {
            complete(reply, parser.keepsConnection() && !scratch.hasRemaining() && !toSend.hasRemaining());
        }
        return reply == null;
    }

    private void complete(HttpReply reply, boolean keep) {
        HttpCall finished = call;
        call = null;
        served++;
        if (!keep) {
            close();
        }
        if (finished != null) {
            finished.carriedBy(null);
        }
        origin.finished(this, keep);
        if (finished != null) {
            finished.answered(reply);
        }
    }

    /** It is HTTP's no more; who called has it, with what came behind the answer. */
    private void giveAway(HttpCall carried, HttpReply reply, ByteBuffer scratch) {
        byte[] leftOver = new byte[scratch.remaining()];
        scratch.get(leftOver);
        call = null;
        closed = true;
        key.cancel();
        carried.carriedBy(null);
        origin.finished(this, false);
        carried.upgraded(reply, new Upgraded(channel, wire, leftOver, reply));
    }

    /** Somebody listens, but what the call brought is lost. */
    private void reached(HttpCall carried) {
        call = null;
        carried.carriedBy(null);
        close();
        origin.finished(this, false);
        origin.failed(carried, CallFailure.SILENT, String.valueOf(carried.sentInVain()), true);
    }

    /**
     * A connection that was used before may have been closed before the request arrived: it is sent once more, if it may be. Otherwise, a
     * look at who listens tells a node that has just ended from one that is silent.
     */
    private void broken(IOException cause) {
        HttpCall carried = call;
        String detail = origin.host() + " closed the connection before its answer was complete: " + cause.getMessage();
        if (carried == null || parser.hasStarted() || !connected) {
            end(CallFailure.SILENT, detail);
            return;
        }
        if (served > 0 && carried.maySendAgain()) {
            carried.needFreshConnection();
        } else {
            carried.sentInVain(detail);
        }
        call = null;
        carried.carriedBy(null);
        close();
        origin.lost(this, true);
        origin.take(carried);
    }

    private void end(CallFailure failure, String detail) {
        HttpCall carried = call;
        boolean wasConnected = connected;
        call = null;
        close();
        if (carried != null) {
            carried.carriedBy(null);
        }
        origin.lost(this, wasConnected && failure == CallFailure.SILENT);
        if (carried != null) {
            origin.failed(carried, failure, detail, wasConnected);
        }
    }

    /** Gives it up, and its call with it. */
    void abandon(String detail) {
        end(CallFailure.SILENT, detail);
    }

    /** Ends it without a word to anybody; its call, if it carries one, is the caller's business. */
    void close() {
        closed = true;
        key.cancel();
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to be released.
        }
    }

    Origin origin() {
        return origin;
    }
}
