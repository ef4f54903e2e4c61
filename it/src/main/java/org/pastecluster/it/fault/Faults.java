package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.List;
import org.pastecluster.it.lab.Obstacle;
import org.pastecluster.it.lab.Way;
import org.pastecluster.it.lab.inside.Squatting;

/** Makes the fault of a plan; whom it befalls is settled here. */
final class Faults {

    private static final List<Squatting> PROGRAMS =
            List.of(Squatting.SILENT, Squatting.RUBBISH, Squatting.HTML, Squatting.CLOSING);

    /** So long before it is killed who is hostile has to write down what it is doing. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private Faults() {}

    static Fault of(Plan plan, Bed bed) {
        return switch (plan.kind()) {
            case KILL -> new Death(bed, plan.node(), false);
            case KILL_LEADER -> new Death(bed, bed.leaderOr(plan.node()), false);
            case LEAVE -> new Death(bed, leaderIfWanted(plan, bed), true);
            case PAUSE -> new Pause(bed, plan.node());
            case PAUSE_LEADER -> new Pause(bed, bed.leaderOr(plan.node()));
            case HAND_OVER -> new HandOver(bed, toldLeader(plan, bed), plan.size() == 1);
            case SPLIT -> cut(bed, plan, "sides " + plan.who(), Obstacles.between(plan.who(), Way.DROP));
            case PAIR_CUT -> cut(bed, plan, "both ways", Obstacles.between(plan.who(), Way.DROP));
            case ONE_WAY_REQUESTS -> oneWay(bed, plan, Way.DROP_REQUESTS);
            case ONE_WAY_PACKETS -> oneWay(bed, plan, Way.DROP);
            case LOSS -> cut(bed, plan, "between " + plan.who(), Obstacles.between(plan.who(), Way.LOSS));
            case LINK_DOWN -> new LinkDown(bed, plan.node());
            case DELAY -> new Delay(bed, plan.who(), plan.size());
            case STALL -> new Stall(bed, plan);
            case REFUSED_ALIVE -> new RefusedAlive(bed, bed.leaderOr(plan.node()), plan.size() == 1);
            case BUSY_THREADS ->
                new BusyThreads(bed, plan.size() == 1 ? toldLeader(plan, bed) : plan.node(), plan.length());
            case CLOCK -> new WrongClock(bed, plan);
            case PROXY_ANSWERS -> new ProxyAnswers(bed, plan.node(), (int) plan.size());
            case OTHER_PROGRAM -> new OtherProgram(bed, plan.node(), PROGRAMS.get((int) plan.size()));
            case WRONG_SECRET ->
                new Intruder(
                        "a node with another secret",
                        plan.length(),
                        () -> bed.world().startStranger(plan.fault()));
            case HOSTILE ->
                new Intruder(
                        "with seed " + plan.size(),
                        plan.length().minus(LAST_WORDS),
                        () -> bed.world().startHostile(plan.fault(), plan.size()));
            case ALL_COLD -> new AllCold(bed);
            case BUSY_CORES ->
                new BusyCores(
                        BusyCores.threads(plan.size(), Runtime.getRuntime().availableProcessors()));
        };
    }

    private static int leaderIfWanted(Plan plan, Bed bed) {
        return plan.size() == 1 ? bed.leaderOr(plan.node()) : plan.node();
    }

    /** A leader that does not do what it is told, for it is of another kind, is none here. */
    private static int toldLeader(Plan plan, Bed bed) {
        int leader = bed.leaderOr(plan.node());
        return bed.world().isTold(leader) ? leader : plan.node();
    }

    private static Fault oneWay(Bed bed, Plan plan, Way way) {
        List<Integer> from = plan.who().get(0);
        List<Integer> to = plan.who().get(1);
        return cut(bed, plan, "from " + from + " to " + to, Obstacles.oneWay(from, to, way));
    }

    private static Fault cut(Bed bed, Plan plan, String detail, List<Obstacle> obstacles) {
        return new Cut(bed, plan.who().stream().flatMap(List::stream).sorted().toList(), detail, obstacles);
    }
}
