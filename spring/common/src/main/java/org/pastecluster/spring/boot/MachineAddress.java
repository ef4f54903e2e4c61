package org.pastecluster.spring.boot;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The address at which other machines reach this one, as far as it can tell by itself. */
final class MachineAddress {

    private MachineAddress() {}

    /** That of the machine's name, or, where that leads nowhere else as on Debian, the first one of a network; loopback for none. */
    static InetAddress find() {
        try {
            InetAddress named = InetAddress.getLocalHost();
            return named.isLoopbackAddress() ? first(named) : named;
        } catch (UnknownHostException machineWithoutAName) {
            return first(InetAddress.getLoopbackAddress());
        }
    }

    private static InetAddress first(InetAddress otherwise) {
        try {
            List<NetworkInterface> all = Collections.list(NetworkInterface.getNetworkInterfaces());
            all.sort(Comparator.comparingInt(NetworkInterface::getIndex));
            for (NetworkInterface each : all) {
                if (each.isUp() && !each.isLoopback() && !each.isPointToPoint()) {
                    for (InetAddress address : Collections.list(each.getInetAddresses())) {
                        if (address instanceof Inet4Address && !address.isLinkLocalAddress()) {
                            return address;
                        }
                    }
                }
            }
            return otherwise;
        } catch (SocketException cannotTell) {
            return otherwise;
        }
    }
}
