package org.pastecluster.simulation.plant;

import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.pastecluster.Target;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.fault.WaysBlocked;
import org.pastecluster.simulation.traffic.Application;

/** Short histories in which a node writes to another one, and something happens to the way between them. */
final class MessageScenes {

    private static final int NODES = 3;

    private MessageScenes() {}

    /** What happens between two members, of which the first one writes. */
    @FunctionalInterface
    private interface Act {
        void play(History history, SplittableRandom random, int from, int to);
    }

    private static Scene between(Act act) {
        return Acts.scripted(NODES, (history, random) -> {
            int leader = Acts.formed(history);
            history.cluster().pass(Acts.SECOND);
            int follower = Acts.follower(history, leader, random);
            boolean up = random.nextBoolean();
            act.play(history, random, up ? follower : leader, up ? leader : follower);
            history.cluster().pass(Acts.SECOND);
        });
    }

    private static void send(History history, int from, int to, int type, int bytes) {
        tell(
                history,
                from,
                (application, unused) -> application.send(Target.host(SimulatedCluster.hostOf(to)), type, bytes));
    }

    private static void tell(History history, int from, BiConsumer<Application, Integer> what) {
        Application application = history.application(from);
        application.process().process().deliver(() -> what.accept(application, from));
    }

    /** Messages of all types, and nothing else. */
    static Scene chatter() {
        return between((history, random, from, to) -> {
            for (int i = 0; i < 20; i++) {
                send(history, from, to, Application.PROMPT + i % 7, 10 * i);
                history.cluster().pass(random.nextLong(3) * Acts.MILLI);
            }
        });
    }

    /** The links are lost while a handler is at it. */
    static Scene linksLostMeanwhile() {
        return between((history, random, from, to) -> {
            for (int i = 0; i < 10; i++) {
                send(history, from, to, i % 2 == 0 ? Application.PROMPT : Application.SLOW, 10);
                history.cluster().pass(random.nextLong(1 + 5 * Acts.MILLI));
            }
            history.cluster().network().resetLinks(from, to);
            history.cluster().pass(2 * Acts.SECOND);
        });
    }

    /** What is written comes late, and the links are lost before. */
    static Scene backlogLost() {
        return between((history, random, from, to) -> {
            send(history, from, to, Application.PROMPT, 10);
            history.cluster().pass(Acts.SECOND);
            history.cluster().network().stallLinks(from, to, 9 * Acts.SECOND);
            tell(
                    history,
                    from,
                    (application, unused) -> application.sendShortLived(
                            Target.host(SimulatedCluster.hostOf(to)), Application.PROMPT, 10));
            history.cluster().pass(3 * Acts.SECOND);
            history.cluster().network().resetLinks(from, to);
            history.cluster().pass(Acts.SECOND);
            send(history, from, to, Application.PROMPT, 10);
            history.cluster().pass(2 * Acts.SECOND);
        });
    }

    /** The receiver stands still for longer than a message is good for. */
    static Scene receiverPaused() {
        return between((history, random, from, to) -> {
            send(history, from, to, Application.PROMPT, 10);
            history.cluster().pass(Acts.SECOND);
            history.cluster().pause(to);
            tell(
                    history,
                    from,
                    (application, unused) -> application.sendShortLived(
                            Target.host(SimulatedCluster.hostOf(to)), Application.PROMPT, 10));
            history.cluster().pass(2500 * Acts.MILLI);
            history.cluster().resume(to);
            history.cluster().pass(2 * Acts.SECOND);
        });
    }

    /** A member is taken for gone and comes back. */
    static Scene memberReturns() {
        return between((history, random, from, to) -> {
            for (int i = 0; i < 5; i++) {
                send(history, from, to, Application.PROMPT, 10);
            }
            history.cluster().pass(Acts.SECOND);
            WaysBlocked blocked = Acts.isolate(history.cluster(), from);
            history.cluster().pass(6 * Acts.SECOND);
            blocked.end();
            Acts.formed(history);
            history.cluster().pass(Acts.SECOND);
            for (int i = 0; i < 5; i++) {
                send(history, from, to, Application.PROMPT, 10);
            }
            history.cluster().pass(Acts.SECOND);
        });
    }

    /** A leader hands over while messages are on their way to it. */
    static Scene leaderHandsOver() {
        return Acts.scripted(NODES, (history, random) -> {
            int leader = Acts.formed(history);
            history.cluster().pass(Acts.SECOND);
            int follower = Acts.follower(history, leader, random);
            history.cluster().network().stallLinks(leader, follower, 200 * Acts.MILLI);
            tell(history, follower, (application, unused) -> application.send(Target.leader(), Application.PROMPT, 10));
            history.cluster().pass(random.nextLong(1, 10) * Acts.MILLI);
            history.cluster().order(leader, "hand over", org.pastecluster.Cluster::handOver);
            Acts.formed(history);
        });
    }

    /** The receiver is started again before it has handled what it was sent. */
    static Scene receiverRestarts() {
        return between((history, random, from, to) -> {
            history.cluster().pause(to);
            for (int i = 0; i < 3; i++) {
                send(history, from, to, Application.PROMPT, 10);
            }
            history.cluster().pass((100 + random.nextLong(200)) * Acts.MILLI);
            history.cluster().crash(to);
            history.cluster().start(to);
            Acts.formed(history);
        });
    }
}
