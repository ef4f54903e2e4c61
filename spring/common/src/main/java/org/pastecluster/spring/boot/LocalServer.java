package org.pastecluster.spring.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * How this application's own web server listens.
 *
 * @param scheme {@code http} or {@code https}
 * @param port the port it really has
 * @param contextPath empty, or beginning with a slash
 * @param bound the address that it was told to listen at; empty for none
 */
record LocalServer(String scheme, int port, String contextPath, String bound) {

    private static final String[] SIGNS_OF_TLS = {".ssl.bundle", ".ssl.key-store", ".ssl.certificate"};

    /** As the environment tells; null while there is no port. */
    static @Nullable LocalServer of(Environment environment, WebDoor door) {
        Integer port = environment.getProperty(door.portProperty(), Integer.class);
        if (port == null || port <= 0) {
            return null;
        }
        String scheme = isEncrypted(environment, door.server()) ? "https" : "http";
        String address = environment.getProperty(door.server() + ".address", "");
        return new LocalServer(scheme, port, door.contextPath(), address.strip());
    }

    private static boolean isEncrypted(Environment environment, String server) {
        boolean isOn = environment.getProperty(server + ".ssl.enabled", Boolean.class, true);
        for (String sign : SIGNS_OF_TLS) {
            if (isOn && StringUtils.hasText(environment.getProperty(server + sign))) {
                return true;
            }
        }
        return false;
    }

    /** The URL of this server at an address. */
    String urlAt(String address) {
        String shown = address.indexOf(':') >= 0 && !address.startsWith("[") ? "[" + address + "]" : address;
        return scheme + "://" + shown + ":" + port + contextPath;
    }

    /** The URL that the environment names without asking anybody: that of the pod; null for none. */
    @Nullable
    String urlOfPod(Environment environment) {
        String pod = environment.getProperty("POD_IP");
        return pod == null || pod.isBlank() ? null : urlAt(pod.strip());
    }

    /** For a node that nobody can tell how it is seen: where its server listens, or else this machine's own address. */
    String urlOfMachine() {
        try {
            if (!bound.isEmpty() && !InetAddress.getByName(bound).isAnyLocalAddress()) {
                return urlAt(bound);
            }
        } catch (UnknownHostException noAddress) {
            // The web server listens on it all the same, so something else is meant.
        }
        return urlAt(MachineAddress.find().getHostAddress());
    }
}
