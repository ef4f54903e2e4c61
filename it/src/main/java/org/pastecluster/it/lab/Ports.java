package org.pastecluster.it.lab;

/** Which address and port is whose, in the networks of a lab. */
public final class Ports {

    /** On which every node listens. */
    public static final int SERVICE = 8080;

    /** What a helper dials instead of {@link #SERVICE}: it is led there, past the detours. */
    static final int BEHIND_DETOURS = 18_080;

    private static final int DETOURS = 9_000;
    private static final int ANSWERS = 9_300;

    private Ports() {}

    /** Where a helper takes what goes to that host, to pass it on. */
    static int detour(int host) {
        return DETOURS + host;
    }

    /** Where a helper takes what goes to that host, to answer in its place. */
    static int answers(int host) {
        return ANSWERS + host;
    }

    /** The address of that host, from 1 to 254. */
    public static String address(int host) {
        return "10.77.0." + host;
    }

    /** The base URL of the node there. */
    public static String url(int host) {
        return "http://" + address(host) + ":" + SERVICE;
    }
}
