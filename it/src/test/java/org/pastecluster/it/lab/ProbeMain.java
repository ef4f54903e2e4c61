package org.pastecluster.it.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program in a node's place: it echoes lines on the service port, and does by lines of its input what a test wants to see from its network. Each is
 * answered by a line that begins with the same word.
 */
public final class ProbeMain {

    private static final int DATAGRAMS = 7_000;

    private final Map<String, Socket> dialled = new HashMap<>();
    private final DatagramChannel datagrams = DatagramChannel.open();
    private int received;
    private final ProbeServer server;

    private ProbeMain(String address) throws IOException {
        this.server = new ProbeServer(new InetSocketAddress(address, Ports.SERVICE));
        datagrams.bind(new InetSocketAddress(address, DATAGRAMS));
        datagrams.configureBlocking(false);
    }

    /** The argument is the address. */
    public static void main(String[] arguments) throws Exception {
        ProbeMain probe = new ProbeMain(arguments[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("@terminated")));
        System.out.println("@up " + ProcessHandle.current().pid());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println("@" + line.split(" ", 2)[0] + " " + probe.told(line.split(" ", -1)));
        }
        Runtime.getRuntime().halt(0);
    }

    private String told(String[] words) throws Exception {
        return switch (words[0]) {
            case "dial" -> outcome(() -> dial(words[1], words[2], Integer.parseInt(words[3])));
            case "echo" -> outcome(() -> echo(words[1], words[2], Integer.parseInt(words[3])));
            case "hear" -> outcome(() -> hear(words[1], words[2], Integer.parseInt(words[3])));
            case "get" -> outcome(() -> get(words[1], Integer.parseInt(words[2])));
            case "ended" -> server.awaitEnd(words[1], Integer.parseInt(words[2]));
            case "send" -> send(words[1], Integer.parseInt(words[2]));
            case "received" -> Integer.toString(received());
            case "clock" -> Long.toString(System.currentTimeMillis());
            case "pause" -> pause(Long.parseLong(words[1]));
            default -> "taken";
        };
    }

    private interface Attempt {
        String run() throws IOException;
    }

    private static String outcome(Attempt attempt) {
        try {
            return attempt.run();
        } catch (SocketTimeoutException silence) {
            return "silent";
        } catch (ConnectException refused) {
            return "refused";
        } catch (SocketException broken) {
            return "reset";
        } catch (IOException other) {
            return other.toString();
        }
    }

    private String dial(String name, String host, int millis) throws IOException {
        Socket connection = new Socket();
        connection.connect(new InetSocketAddress(host, Ports.SERVICE), millis);
        dialled.put(name, connection);
        return echo(name, "name:" + name, millis);
    }

    private String echo(String name, String text, int millis) throws IOException {
        dialled.get(name).getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        return hear(name, text, millis);
    }

    private String hear(String name, String text, int millis) throws IOException {
        Socket connection = dialled.get(name);
        connection.setSoTimeout(millis);
        String heard = ProbeServer.line(connection.getInputStream());
        return heard == null ? "ended" : heard.equals(text) ? "ok" : "heard " + heard;
    }

    private static String get(String host, int millis) throws IOException {
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(host, Ports.SERVICE), millis);
            connection.setSoTimeout(millis);
            connection
                    .getOutputStream()
                    .write(("GET /_pastecluster HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\\s+", " ");
        }
    }

    private static String send(String host, int count) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < count; i++) {
                socket.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress(host, DATAGRAMS)));
            }
        }
        return "sent";
    }

    /** How many have come; the kernel keeps some two hundred until they are asked for. */
    private int received() throws IOException {
        while (datagrams.receive(ByteBuffer.allocate(1)) != null) {
            received++;
        }
        return received;
    }

    /** How long a wait of that length takes by the monotonic clock, in microseconds. */
    private static String pause(long millis) throws InterruptedException {
        Object nobody = new Object();
        long start = System.nanoTime();
        synchronized (nobody) {
            TimeUnit.MILLISECONDS.timedWait(nobody, millis);
        }
        return Long.toString(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
    }
}
