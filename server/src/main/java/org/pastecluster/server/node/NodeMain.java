package org.pastecluster.server.node;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterEvent;
import org.pastecluster.HostUrl;
import org.pastecluster.server.ClusterServer;
import org.pastecluster.server.ClusterServerBuilder;
import org.pastecluster.servlet.NodeSetting;

/** Runs one node until it is told to end. */
public final class NodeMain {

    private static final int CANNOT_GO_ON = 1;
    private static final int CANNOT_START = 2;
    private static final Duration LEADER_BY_THEN = Duration.ofSeconds(5);
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(5);

    private static volatile int exitCode;

    private NodeMain() {}

    /** Starts the program; {@code --help} tells its options. */
    public static void main(String[] arguments) throws Exception {
        long mainNanos = System.nanoTime();
        LineWriter out = new LineWriter(new FileOutputStream(FileDescriptor.out));
        try {
            NodeOptions options = NodeOptions.read(arguments, System.getenv());
            NodeOptions.warnings(System.getenv()).forEach(System.err::println);
            if (options.has(ProgramOption.HELP)) {
                out.write(HelpText.text());
            } else if (options.has(ProgramOption.REHEARSE)) {
                NodeLog.toStandardError();
                Rehearsal.run();
            } else {
                NodeLog.toStandardError();
                run(options, out, mainNanos);
            }
        } catch (ClusterConfigurationException sentence) {
            end(CANNOT_START, String.valueOf(sentence.getMessage()));
        } catch (RuntimeException unexpected) {
            end(CANNOT_GO_ON, "The node cannot start: " + unexpected);
        }
    }

    private static void run(NodeOptions options, LineWriter out, long mainNanos) {
        Ending ending = new Ending();
        EventLines events = new EventLines(out, ownHost(options));
        ClusterServerBuilder builder =
                ClusterServer.builder().settings(options.settings()).shutdownHook(false);
        String bind = options.text(ProgramOption.BIND);
        if (bind != null) {
            builder.bind(bind);
        }
        PlainLines sentences = options.isPlain() ? new PlainLines(out) : null;
        if (options.has(ProgramOption.EVENTS)) {
            builder.listener(events).messages(messages -> messages.onOthers(events::message));
        } else if (sentences != null) {
            builder.listener(sentences).messages(messages -> messages.onOthers(sentences::message));
        }
        String samples = options.text(ProgramOption.SAMPLE);
        LeaderSamples belief = samples == null ? null : LeaderSamples.in(samples);
        ClusterServer server = builder.listener(ending).start();
        leaveAtEnd(server);
        if (belief != null) {
            new Ticking().every(BETWEEN_SAMPLES, "samples", () -> belief.take(server.cluster()));
        }
        if (options.has(ProgramOption.EVENTS)) {
            events.started(mainNanos, server.openSinceNanos());
        }
        if (sentences != null) {
            explain(sentences, server.cluster());
        }
        Duration statusEvery = options.statusEvery();
        if (statusEvery != null) {
            new Ticking().every(statusEvery, "status", events::status);
        }
        ClusterEvent.Stopped stopped = ending.await();
        end(stopped.failed() ? CANNOT_GO_ON : 0, stopped.failed() ? stopped.reason() : "");
    }

    private static void explain(PlainLines sentences, Cluster cluster) {
        Runnable say = () -> sentences.leaderless(cluster.view(), cluster.health());
        new Ticking().after(LEADER_BY_THEN, "leaderless", say);
    }

    private static @Nullable String ownHost(NodeOptions options) {
        String host = options.settings().text(NodeSetting.HOST);
        return host == null ? null : HostUrl.normalise(host);
    }

    /**
     * A signal to end is obeyed, and so is no fault: the program ends with 0 once the node has left. The port is closed first,
     * because the JVM may take some tenths of a second to end, in which a port that is open leaves callers without an answer.
     */
    private static void leaveAtEnd(ClusterServer server) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                server.close();
                            } finally {
                                Runtime.getRuntime().halt(exitCode);
                            }
                        },
                        "pastecluster-shutdown"));
    }

    private static void end(int code, String sentence) {
        if (!sentence.isEmpty()) {
            System.err.println(sentence);
        }
        exitCode = code;
        System.exit(code);
    }
}
