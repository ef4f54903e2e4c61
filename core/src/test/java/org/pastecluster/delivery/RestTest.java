package org.pastecluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pastecluster.Message;
import org.pastecluster.Verdict;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** What is remembered of a sender that is gone. */
class RestTest {

    private static final long SESSION = 7;
    private static final int MANY = 50_000;
    private static final Budget ENDLESS = new Budget() {
        @Override
        public boolean take(int bytes) {
            return true;
        }

        @Override
        public void give(int bytes) {}
    };

    private final ReceivingLane lane = new ReceivingLane(SESSION, 0, ENDLESS);

    private static Item.Whole whole(long sequence) {
        Posted posted = new Posted(Message.text(11, "x"), 0, Posted.Purpose.NOTICE, 0, true, false);
        return new Item.Whole(0, sequence, 1_000, posted);
    }

    private List<Arrival> take() {
        List<Arrival> arrivals = new ArrayList<>();
        var unused = lane.take(Integer.MAX_VALUE, arrivals);
        return arrivals;
    }

    private List<Arrival> arrive(int count) {
        LongStream.rangeClosed(1, count).forEach(each -> lane.whole(whole(each), 0));
        return take();
    }

    private List<Item> reports() {
        List<Item> reports = new ArrayList<>();
        var unused = lane.takeReports(reports, Integer.MAX_VALUE);
        return reports;
    }

    private List<Item> allReports() {
        lane.reportAll();
        return reports();
    }

    private static Item.Ack ack(long first, long last, Verdict verdict, String reason) {
        return new Item.Ack(SESSION, 0, first, last, verdict, reason);
    }

    @Test
    void as_many_places_as_the_verdict_changes() {
        for (Arrival arrival : arrive(MANY)) {
            boolean isFirst = arrival.sequence() <= 10;
            lane.settle(arrival, isFirst ? Verdict.FAILED : Verdict.DELIVERED, isFirst ? "no " + arrival : "");
        }
        lane.forgetReports();

        assertThat(lane.rest(100)).isEqualTo(2);
    }

    @Test
    void never_more_places_than_allowed() {
        arrive(MANY)
                .forEach(each ->
                        lane.settle(each, each.sequence() % 2 == 0 ? Verdict.FAILED : Verdict.DELIVERED, "so it is"));
        lane.forgetReports();

        assertThat(lane.rest(100)).isEqualTo(1);
        assertThat(allReports()).containsExactly(ack(1, MANY, Verdict.UNKNOWN, "its receiver does not remember why"));
    }

    @Test
    void nothing_comes_twice_and_the_next_one_comes() {
        arrive(MANY).forEach(each -> lane.settle(each, Verdict.DELIVERED, ""));
        lane.forgetReports();
        var unused = lane.rest(100);

        lane.whole(whole(1), 0);
        lane.whole(whole(MANY), 0);
        lane.whole(whole(MANY + 1), 0);

        assertThat(reports()).containsExactly(ack(1, 1, Verdict.DELIVERED, ""), ack(MANY, MANY, Verdict.DELIVERED, ""));
        assertThat(take()).extracting(Arrival::sequence).containsExactly(MANY + 1L);
    }

    @Test
    void verdicts_are_told_to_one_that_is_there_after_all() {
        List<Arrival> arrivals = arrive(6);
        arrivals.subList(0, 3).forEach(each -> lane.settle(each, Verdict.DELIVERED, ""));
        lane.settle(arrivals.get(3), Verdict.FAILED, "four");
        lane.settle(arrivals.get(4), Verdict.FAILED, "five");
        lane.forgetReports();

        assertThat(lane.rest(100)).isEqualTo(3);
        assertThat(allReports())
                .containsExactly(
                        ack(1, 3, Verdict.DELIVERED, ""),
                        ack(4, 5, Verdict.FAILED, "its receiver does not remember why"));
    }

    @Test
    void a_handler_may_end_while_all_rests() {
        List<Arrival> arrivals = arrive(3);
        lane.settle(arrivals.get(0), Verdict.DELIVERED, "");
        lane.settle(arrivals.get(1), Verdict.DELIVERED, "");
        lane.forgetReports();
        var unused = lane.rest(100);

        lane.settle(arrivals.get(2), Verdict.FAILED, "late");

        assertThat(reports()).containsExactly(ack(3, 3, Verdict.FAILED, "late"));
        assertThat(allReports()).containsExactly(ack(1, 2, Verdict.DELIVERED, ""), ack(3, 3, Verdict.FAILED, "late"));
    }

    @Test
    void what_the_sender_knew_before_is_not_told() {
        arrive(9).forEach(each -> lane.settle(each, Verdict.DELIVERED, ""));
        lane.floor(4);
        lane.forgetReports();
        assertThat(lane.rest(100)).isEqualTo(1);
        lane.floor(6);

        assertThat(allReports()).containsExactly(ack(6, 9, Verdict.DELIVERED, ""));
    }
}
