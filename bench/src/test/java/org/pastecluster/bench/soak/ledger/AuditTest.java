package org.pastecluster.bench.soak.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Verdict;

/** Faults are planted into the ledger of a sender and two receivers, and each is found. */
class AuditTest {

    private static final NodeRun SENDER = new NodeRun(0, 3);
    private static final NodeRun RECEIVER = new NodeRun(1, 4);
    private static final NodeRun RESTARTED = new NodeRun(1, 5);
    private static final Map<NodeRun, Long> RUNS = Map.of(SENDER, 7L, RECEIVER, 8L, RESTARTED, 9L);
    private static final int NODES = 2;

    @TempDir
    Path directory;

    private LedgerFiles files;
    private Incarnations incarnations;
    private SentStream sent;
    private HandedBook handed;
    private HandedBook handedAfterRestart;
    private Audit audit;

    @BeforeEach
    void open() {
        files = new LedgerFiles(directory);
        incarnations = new Incarnations(files, SENDER);
        sent = new SentStream(files, SENDER, SoakLane.NAMED, NODES);
        handed = new HandedBook(files, RECEIVER);
        handedAfterRestart = new HandedBook(files, RESTARTED);
        audit = new Audit(files, NODES);
    }

    private long accept() {
        return sent.accept();
    }

    private void hand(long number) {
        handed.handed(SENDER, SoakLane.NAMED, number);
    }

    private void tell(long number, Verdict verdict) {
        sent.told(number, 0, verdict, incarnations.numberOf(8));
        sent.done(number);
    }

    private void deliver(long number) {
        hand(number);
        tell(number, Verdict.DELIVERED);
    }

    private void judge() {
        audit.judge(SENDER, true, RUNS);
    }

    @Test
    void what_is_as_it_must_be_is_counted_and_its_files_are_removed() {
        for (int i = 0; i < 3_000_000; i++) {
            deliver(accept());
        }
        tell(accept(), Verdict.EXPIRED);
        tell(accept(), Verdict.UNKNOWN);
        long unknown = accept();
        hand(unknown);
        tell(unknown, Verdict.UNKNOWN);

        judge();

        assertThat(audit.findings()).isEmpty();
        Tally tally = audit.tally(SoakLane.NAMED);
        assertThat(tally.countAccepted()).isEqualTo(3_000_003);
        assertThat(tally.count(Verdict.DELIVERED)).isEqualTo(3_000_000);
        assertThat(tally.count(Verdict.EXPIRED)).isEqualTo(1);
        assertThat(tally.count(Verdict.UNKNOWN)).isEqualTo(2);
        assertThat(tally.countHanded()).isEqualTo(3_000_001);
        assertThat(tally.countUnknownButHanded()).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_duplicate_is_found() {
        deliver(accept());
        hand(1);

        judge();

        assertThat(audit.findings())
                .containsExactly(
                        "Lane named of node 0 in run 3: node 1 in run 4 was handed a message twice, 1 time(s).");
    }

    @Test
    void a_duplicate_in_another_process_is_found() {
        deliver(accept());
        handedAfterRestart.handed(SENDER, SoakLane.NAMED, 1);

        judge();

        assertThat(audit.findings()).singleElement().asString().contains("message 1 was handed to [");
    }

    @Test
    void a_gap_is_found() {
        deliver(accept());
        tell(accept(), Verdict.DELIVERED);
        deliver(accept());

        judge();

        assertThat(audit.findings())
                .containsExactly("Lane named of node 0 in run 3: message 2 is DELIVERED, and no handler had it.");
    }

    @Test
    void a_swapped_order_is_found() {
        long first = accept();
        long second = accept();
        hand(second);
        hand(first);
        tell(first, Verdict.DELIVERED);
        tell(second, Verdict.DELIVERED);

        judge();

        assertThat(audit.findings())
                .containsExactly(
                        "Lane named of node 0 in run 3: node 1 in run 4 was handed a message after a later one, 1 time(s).");
    }

    @Test
    void a_missing_verdict_is_found_unless_the_sender_died() {
        hand(accept());
        judge();
        assertThat(audit.findings()).containsExactly("Lane named of node 0 in run 3: message 1 has no verdict.");

        open();
        hand(accept());
        audit.judge(SENDER, false, RUNS);

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.tally(SoakLane.NAMED).countDiedWithSender()).isEqualTo(1);
    }

    @Test
    void a_future_that_completes_without_a_verdict_is_found() {
        sent.done(accept());

        judge();

        assertThat(audit.findings())
                .containsExactly("Lane named of node 0 in run 3: message 1 is over and has no verdict.");
    }

    @Test
    void a_second_verdict_is_found() {
        long number = accept();
        hand(number);
        sent.told(number, 0, Verdict.UNKNOWN, incarnations.numberOf(8));
        tell(number, Verdict.DELIVERED);

        judge();

        assertThat(audit.findings())
                .containsExactly("Lane named of node 0 in run 3: message 1 has two verdicts of one target.");
    }

    @Test
    void a_handled_message_that_is_called_unhandled_is_found() {
        long number = accept();
        hand(number);
        tell(number, Verdict.EXPIRED);

        judge();

        assertThat(audit.findings())
                .containsExactly(
                        "Lane named of node 0 in run 3: message 1 was handed to [node 1 in run 4], and the verdict is EXPIRED.");
    }

    @Test
    void a_verdict_of_another_process_is_found() {
        handedAfterRestart.handed(SENDER, SoakLane.NAMED, accept());
        tell(1, Verdict.DELIVERED);

        judge();

        assertThat(audit.findings())
                .containsExactly(
                        "Lane named of node 0 in run 3: message 1 is DELIVERED by the incarnation 8, and was handed to"
                                + " [node 1 in run 5].");
    }

    @Test
    void a_message_that_nobody_sent_is_found() {
        deliver(accept());
        hand(2);

        judge();

        assertThat(audit.findings())
                .containsExactly(
                        "Lane named of node 0 in run 3: node 1 in run 4 was handed message 2, and only 1 were sent.");
    }

    @Test
    void a_message_that_comes_when_all_was_over_is_found() {
        deliver(accept());
        judge();
        new HandedBook(files, RESTARTED).handed(SENDER, SoakLane.NAMED, 1);

        audit.findStrays();

        assertThat(audit.findings())
                .containsExactly("A message on lane named of node 0 in run 3 was handed to node 1 in run 5"
                        + " when all messages of that run had their verdicts.");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void an_unknown_message_may_come_late() {
        deliver(accept());
        tell(accept(), Verdict.UNKNOWN);
        judge();
        new HandedBook(files, RESTARTED).handed(SENDER, SoakLane.NAMED, 2);

        audit.findStrays();

        assertThat(audit.findings()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void each_target_of_a_message_to_all_is_judged_by_itself() {
        SentStream toAll = new SentStream(files, SENDER, SoakLane.OTHERS, NODES);
        long number = toAll.accept();
        toAll.told(number, 1, Verdict.DELIVERED, incarnations.numberOf(8));
        toAll.done(number);
        new HandedBook(files, SENDER).handed(SENDER, SoakLane.OTHERS, number);

        judge();

        assertThat(audit.findings())
                .containsExactly(
                        "Lane others of node 0 in run 3: message 1 was handed to [node 0 in run 3] and has no verdict of it.",
                        "Lane others of node 0 in run 3: message 1 is DELIVERED, and no handler had it.");
    }

    @Test
    void a_verdict_that_takes_too_many_ticks_is_late() {
        long open = accept();
        deliver(accept());
        for (int i = 0; i < SentStream.LATE_TICKS; i++) {
            sent.tick();
        }
        assertThat(sent.late()).isZero();

        sent.tick();
        assertThat(sent.late()).isEqualTo(open);
    }

    @Test
    void a_process_that_is_opened_again_goes_on_with_what_it_had() {
        deliver(accept());
        HandedStream.toWrite(files, RECEIVER, SENDER, SoakLane.NAMED).handed(1);

        judge();

        assertThat(audit.findings()).singleElement().asString().contains("twice");
    }
}
