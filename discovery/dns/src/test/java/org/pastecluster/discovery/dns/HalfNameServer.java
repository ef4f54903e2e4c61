package org.pastecluster.discovery.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Set;

/** A name server on loopback that gives each name one address of each kind, and fails at some kinds, as some routers do at AAAA. */
final class HalfNameServer implements AutoCloseable {

    static final int A = 1;
    static final int AAAA = 28;

    private static final int HEADER = 12;
    private static final short ANSWER = (short) 0x8180;
    private static final short SERVER_FAILURE = (short) 0x8182;
    private static final short NAME_OF_QUESTION = (short) 0xc00c;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Set<Integer> fails;

    /**
     * @param fails kinds at which it fails
     */
    HalfNameServer(Set<Integer> fails) throws IOException {
        this.fails = Set.copyOf(fails);
        Thread thread = new Thread(this::serve, "half-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        byte[] bytes = new byte[512];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(bytes, 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private byte[] answer(ByteBuffer question) {
        int end = HEADER;
        while (question.get(end) != 0) {
            end += question.get(end) + 1;
        }
        int kind = question.getShort(end + 1);
        boolean failed = fails.contains(kind);
        ByteBuffer answer = ByteBuffer.allocate(512);
        answer.putShort(question.getShort(0)).putShort(failed ? SERVER_FAILURE : ANSWER);
        answer.putShort((short) 1).putShort((short) (failed ? 0 : 1)).putInt(0);
        answer.put(question.slice(HEADER, end + 5 - HEADER));
        if (!failed) {
            int length = kind == A ? 4 : 16;
            answer.putShort(NAME_OF_QUESTION)
                    .putShort((short) kind)
                    .putShort((short) 1)
                    .putInt(1)
                    .putShort((short) length);
            answer.put(new byte[length - 4]).put(new byte[] {(byte) 192, 0, 2, 4});
        }
        byte[] sent = new byte[answer.position()];
        answer.flip().get(sent);
        return sent;
    }

    @Override
    public void close() {
        socket.close();
    }
}
