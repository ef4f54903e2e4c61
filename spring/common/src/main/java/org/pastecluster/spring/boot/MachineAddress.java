package org.pastecluster.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The address at which other machines reach this one, as far as it can tell by itself. */
final class MachineAddress {

    /** Addresses that are nobody's, for documentation: which way would lead there is known without a packet. */
    private static final List<String> ELSEWHERE = List.of("192.0.2.1", "2001:db8::1");

    private static final int ANY_PORT = 9;

    private MachineAddress() {}

    /** That of the way out of this machine; where there is none, that of the machine's name, or else loopback. */
    static InetAddress find() {
        for (String elsewhere : ELSEWHERE) {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByName(elsewhere), ANY_PORT));
                InetAddress own = socket.getLocalAddress();
                if (!own.isAnyLocalAddress() && !own.isLoopbackAddress() && !own.isLinkLocalAddress()) {
                    return own;
                }
            } catch (IOException | UncheckedIOException noWay) {
                // By the other protocol there may be one.
            }
        }
        try {
            return InetAddress.getLocalHost();
        } catch (UnknownHostException machineWithoutAName) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
