package org.pastecluster.it.lab.inside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does what lines tell it, and answers each by {@code @done}, with a sentence where it cannot be done. Ends when its input does.
 *
 * <pre>
 * delay PORT TARGET MILLIS       what comes to this port of loopback goes to that address, and back, so much later
 * stall PORT TARGET THERE BACK   or not at all, where it is "true"
 * answer PORT STATUS             what comes to this port of loopback is answered so
 * squat ADDRESS HOW              listens there, as a Squatting
 * leave                          no longer
 * heal                           delays and stalls nothing, and leaves
 * </pre>
 */
public final class HelperMain {

    private final Map<Integer, Detour> detours = new HashMap<>();
    private final Map<Integer, Answerer> answerers = new HashMap<>();
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private @Nullable Squatter squatter;

    private HelperMain() {}

    public static void main(String[] arguments) throws IOException {
        HelperMain helper = new HelperMain();
        System.out.println("@up");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(("@done " + helper.told(line.split(" ", -1))).strip());
        }
        Runtime.getRuntime().halt(0);
    }

    private String told(String[] words) {
        try {
            switch (words[0]) {
                case "delay" -> detour(words).delay(Long.parseLong(words[3]));
                case "stall" -> detour(words).stall(Boolean.parseBoolean(words[3]), Boolean.parseBoolean(words[4]));
                case "answer" -> answer(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                case "squat" -> squat(address(words[1]), Squatting.valueOf(words[2]));
                case "leave" -> leave();
                case "heal" -> heal();
                default -> {
                    return "There is no '" + words[0] + "'.";
                }
            }
            return "";
        } catch (IOException cannot) {
            return String.valueOf(cannot.getMessage());
        }
    }

    private Detour detour(String[] words) throws IOException {
        int port = Integer.parseInt(words[1]);
        Detour detour = detours.get(port);
        if (detour == null) {
            detour = new Detour(new InetSocketAddress(loopback, port), address(words[2]));
            detours.put(port, detour);
        }
        return detour;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.indexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private void answer(int port, int status) throws IOException {
        Answerer answerer = answerers.get(port);
        if (answerer == null) {
            answerers.put(port, new Answerer(new InetSocketAddress(loopback, port), new Page(status)));
        } else {
            answerer.set(new Page(status));
        }
    }

    private void squat(InetSocketAddress at, Squatting how) throws IOException {
        leave();
        squatter = new Squatter(at, how);
    }

    private void leave() throws IOException {
        if (squatter != null) {
            squatter.close();
            squatter = null;
        }
    }

    private void heal() throws IOException {
        for (Detour detour : detours.values()) {
            detour.delay(0);
            detour.stall(false, false);
        }
        leave();
    }
}
