package org.pastecluster.spring.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code bin/trial}: a user's project, built outside of this repository, and what befalls it. */
public final class Trial {

    private static final int NODES = 3;
    private static final double LONGEST_GAP_MILLIS = 200;

    private static final String USAGE = """
            bin/trial [--minutes N] [--seed S]   processes are killed, stopped and frozen; 10 minutes
            bin/trial --rolling N                N rolling restarts behind nginx
            """;

    private Trial() {}

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        long minutes = 10;
        long seed = System.currentTimeMillis();
        int rolling = 0;
        for (int i = 0; i < args.length; i += 2) {
            long value;
            try {
                value = Long.parseLong(i + 1 < args.length ? args[i + 1] : "");
            } catch (NumberFormatException missing) {
                System.err.print(USAGE);
                System.exit(2);
                return;
            }
            switch (args[i]) {
                case "--minutes" -> minutes = value;
                case "--seed" -> seed = value;
                case "--rolling" -> rolling = Math.toIntExact(value);
                default -> {
                    System.err.print(USAGE);
                    System.exit(2);
                }
            }
        }
        Path folder = Files.createTempDirectory("pastecluster-trial");
        Path project = Path.of("src/main/project").toAbsolutePath();
        Report.say("The project is built in %s, where journals and logs are kept.", folder);
        Shop shop = Shop.built(project, folder);
        Report report = rolling > 0
                ? roll(shop, project, folder, rolling)
                : chaos(shop, project, folder, Duration.ofMinutes(minutes), seed);
        System.out.println(report);
        System.exit(report.faults().isEmpty() ? 0 : 1);
    }

    private static Report chaos(Shop shop, Path project, Path folder, Duration time, long seed)
            throws IOException, InterruptedException, SQLException {
        Report.say("seed %d", seed);
        try (Database database = new Database(project);
                Fleet fleet = new Fleet(shop, folder, NODES, database.options())) {
            Chaos chaos = new Chaos(fleet, seed);
            chaos.run(time);
            fleet.stopAll();
            Report report = chaos.report(database);
            if (chaos.longestAfterKill() > LONGEST_GAP_MILLIS) {
                report.fault(
                        String.format(Locale.ROOT, "%.0f ms without a leader after a kill", chaos.longestAfterKill()));
            }
            return report;
        }
    }

    private static Report roll(Shop shop, Path project, Path folder, int rounds)
            throws IOException, InterruptedException, SQLException {
        Path nginx = FrontDoor.program()
                .orElseThrow(() ->
                        new IOException("There is no nginx on the PATH; install it, as by 'apt-get install nginx'."));
        return roll(shop, project, folder, rounds, nginx, List.of(), true);
    }

    /** Not for tests, whose machines may be busy. */
    private static void judge(Report report, double gapMillis, String when) {
        if (gapMillis > LONGEST_GAP_MILLIS) {
            report.fault(String.format(Locale.ROOT, "%.0f ms without a leader %s", gapMillis, when));
        }
    }

    /** @param isTimed whether the times without a leader are judged */
    static Report roll(
            Shop shop, Path project, Path folder, int rounds, Path nginx, List<String> options, boolean isTimed)
            throws IOException, InterruptedException, SQLException {
        try (Database database = new Database(project);
                Fleet fleet = new Fleet(shop, folder, NODES, with(database.options(), options));
                FrontDoor door = FrontDoor.open(nginx, folder, fleet.ports())) {
            Rolling rolling;
            try (Visitors visitors = new Visitors(door.url())) {
                rolling = new Rolling(fleet, visitors);
                rolling.run(rounds);
            }
            fleet.stopAll();
            Report report = rolling.report(database);
            if (isTimed) {
                judge(report, rolling.longestGap(), "in a rolling restart");
            }
            return report;
        }
    }

    private static List<String> with(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
