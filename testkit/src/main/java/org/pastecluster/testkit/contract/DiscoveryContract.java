package org.pastecluster.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;

/**
 * What every {@link Discovery} must do, as JUnit tests. A test class of an implementation extends this and says how to open one, and how its
 * source is brought into each state; each test begins with an empty source that is up. What a source cannot do by its nature is named in
 * {@link #lacks()}, with the reason.
 */
public abstract class DiscoveryContract {

    /** How long the node lets a call hang before it interrupts it. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration BEFORE_INTERRUPTION = Duration.ofMillis(300);

    /** Ample, for a busy machine. */
    private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(10);

    private static final Member BLUE = new Member(new NodeAddress("http://192.0.2.3:8080", 1, 2, "blue"), 0x1111);
    private static final Member GREEN = new Member(NodeAddress.of("http://192.0.2.4:8080"), 0x2222);
    private static final Member BLUE_AGAIN = new Member(BLUE.address(), -0x3333);

    /** For subclasses. */
    protected DiscoveryContract() {}

    /** What some sources cannot do. */
    public enum Ability {
        /** Nodes make themselves known by it. */
        REGISTER,
        /** An entry that nobody renews ends. */
        EXPIRE,
        /** The entry of a process can be deleted, and that of its successor stays. */
        DELETE,
        /** It can be down. */
        BE_DOWN,
        /** It can accept a question and never answer. */
        HANG,
        /** A question that nobody answers ends when its thread is interrupted, however long it would wait by itself. */
        BE_INTERRUPTED,
        /** It can hold entries that are no addresses. */
        HOLD_GARBAGE,
        /** It wants credentials. */
        AUTHENTICATE
    }

    /** How the source is. */
    public enum Condition {
        UP,
        /** Nobody listens there. */
        DOWN,
        /** It accepts connections or questions, and says nothing. */
        SILENT
    }

    /** What this source cannot do, each with the reason, a sentence. */
    protected Map<Ability, String> lacks() {
        return Map.of();
    }

    /**
     * The discovery of another node, new, at the same source. It answers within a few seconds also on a busy machine; while the source is
     * {@linkplain Condition#SILENT silent}, its time-outs may be as short as a test likes.
     */
    protected abstract Discovery open() throws Exception;

    /** Likewise, but with the longest time-outs that it can have, or none. */
    protected Discovery openPatient() throws Exception {
        throw toOverride("openPatient", Ability.BE_INTERRUPTED);
    }

    /** Makes a node known, as nodes do it; where they do not register, by the source's own means. */
    protected void enter(Discovery discovery, Member node) throws Exception {
        discovery.register(node);
    }

    /** Brings the source into a condition. It answers again when it is up, with the entries that it had. */
    protected void source(Condition condition) throws Exception {
        throw toOverride("source", Ability.BE_DOWN);
    }

    /** Lets so much time pass for the source that what was entered so far is past its expiry. */
    protected void expire() throws Exception {
        throw toOverride("expire", Ability.EXPIRE);
    }

    /** Puts entries into the source that are no addresses, of every kind that it can hold. */
    protected void putGarbage() throws Exception {
        throw toOverride("putGarbage", Ability.HOLD_GARBAGE);
    }

    /** Takes them out again. */
    protected void removeGarbage() throws Exception {
        throw toOverride("removeGarbage", Ability.HOLD_GARBAGE);
    }

    /** From now on the source refuses the credentials that discoveries have. */
    protected void changeCredentials() throws Exception {
        throw toOverride("changeCredentials", Ability.AUTHENTICATE);
    }

    /** They are right again. */
    protected void restoreCredentials() throws Exception {
        throw toOverride("restoreCredentials", Ability.AUTHENTICATE);
    }

    /** What no error, complaint or text of a discovery may tell. */
    protected Set<String> secrets() {
        return Set.of();
    }

    @Test
    void anEmptySourceNamesNobody() throws Exception {
        Discovery discovery = open();

        assertEquals(Set.of(), found(discovery));
        assertNull(discovery.complaint());
    }

    @Test
    void nodesFindEachOtherAndThemselves() throws Exception {
        Discovery blue = open();
        Discovery green = open();
        enter(blue, BLUE);
        enter(green, GREEN);

        assertEquals(hosts(BLUE, GREEN), found(blue));
        assertEquals(hosts(BLUE, GREEN), found(green));
        assertNull(blue.complaint());
    }

    @Test
    void registeringAgainChangesNothing() throws Exception {
        can(Ability.REGISTER);
        Discovery blue = open();
        blue.register(BLUE);
        blue.register(BLUE);
        blue.register(new Member(new NodeAddress(BLUE.host(), 7, 0, "renamed"), BLUE.incarnation()));

        assertEquals(hosts(BLUE), found(blue));
        assertEquals(1, blue.find().size());
    }

    @Test
    void whatNobodyRenewsEnds() throws Exception {
        can(Ability.EXPIRE);
        Discovery blue = open();
        Discovery green = open();
        enter(blue, BLUE);
        enter(green, GREEN);

        expire();
        enter(blue, BLUE);

        assertEquals(hosts(BLUE), found(blue));
        assertEquals(hosts(BLUE), found(green));
        enter(green, GREEN);
        assertEquals(hosts(BLUE, GREEN), found(blue));
    }

    @Test
    void whoIsLostIsDeletedAndMayComeBack() throws Exception {
        can(Ability.DELETE);
        Discovery blue = open();
        Discovery green = open();
        enter(blue, BLUE);
        enter(green, GREEN);

        green.lost(BLUE);
        assertEquals(hosts(GREEN), found(green));
        green.lost(BLUE);

        enter(blue, BLUE);
        assertEquals(hosts(BLUE, GREEN), found(green));
    }

    @Test
    void theSuccessorOfWhoIsLostStays() throws Exception {
        can(Ability.DELETE);
        Discovery green = open();
        enter(open(), BLUE);
        enter(open(), BLUE_AGAIN);

        green.lost(BLUE);
        assertEquals(hosts(BLUE), found(green));

        green.lost(BLUE_AGAIN);
        assertEquals(hosts(), found(green));
    }

    @Test
    void losingWhomItNeverKnewDoesNothing() throws Exception {
        Discovery green = open();
        enter(green, GREEN);

        green.lost(BLUE);
        green.lost(new Member(NodeAddress.of("http://192.0.2.5"), 0));

        assertEquals(hosts(GREEN), found(green));
    }

    @Test
    void aSourceThatIsDownFailsAtOnceAndIsUsedWhenItIsUp() throws Exception {
        can(Ability.BE_DOWN);
        source(Condition.DOWN);
        Discovery blue = open();

        fails(blue, blue::find);
        if (!lacks().containsKey(Ability.REGISTER)) {
            fails(blue, () -> blue.register(BLUE));
        }
        if (!lacks().containsKey(Ability.DELETE)) {
            fails(blue, () -> blue.lost(GREEN));
        }

        source(Condition.UP);
        enter(blue, BLUE);
        assertEquals(hosts(BLUE), found(blue));

        source(Condition.DOWN);
        fails(blue, blue::find);

        source(Condition.UP);
        assertEquals(hosts(BLUE), found(blue));
    }

    @Test
    void oneThatHangsEndsByItselfOrWhenItIsInterrupted() throws Exception {
        can(Ability.HANG);
        source(Condition.SILENT);
        hangs(open(), LIMIT);

        source(Condition.UP);
        Discovery blue = open();
        enter(blue, BLUE);
        assertEquals(hosts(BLUE), found(blue));
    }

    @Test
    void oneThatHangsEndsWhenItIsInterrupted() throws Exception {
        can(Ability.BE_INTERRUPTED);
        source(Condition.SILENT);
        Discovery blue = openPatient();

        hangs(blue, BEFORE_INTERRUPTION);

        source(Condition.UP);
        enter(blue, BLUE);
        assertEquals(hosts(BLUE), found(blue));
    }

    /**
     * Asks one whose source is silent.
     *
     * @param before when it is interrupted, wherever it is by then
     */
    private void hangs(Discovery discovery, Duration before) throws InterruptedException {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            try {
                var unused = discovery.find();
            } catch (Throwable failure) {
                thrown.set(failure);
            }
        });
        asking.setDaemon(true);

        asking.start();
        asking.join(before.toMillis());
        asking.interrupt();
        asking.join(AFTER_INTERRUPTION.toMillis());

        assertFalse(asking.isAlive(), "find() hangs on, although it was interrupted");
        Throwable failure = thrown.get();
        assertNotNull(failure, "find() brought an answer that nobody gave");
        tellsNoSecret(discovery, failure);
    }

    @Test
    void garbageIsLeftOutAndSaid() throws Exception {
        can(Ability.HOLD_GARBAGE);
        Discovery blue = open();
        enter(blue, BLUE);

        putGarbage();
        assertEquals(hosts(BLUE), found(blue));
        String complaint = blue.complaint();
        assertNotNull(complaint, "nothing is said of the garbage");
        tellsNoSecret(complaint);
        assertFalse(complaint.isBlank());
        enter(blue, BLUE);
        assertEquals(hosts(BLUE), found(blue));

        removeGarbage();
        assertEquals(hosts(BLUE), found(blue));
        assertNull(blue.complaint());
    }

    @Test
    void whoIsRefusedSaysSoAndGoesOnWhenTheCredentialsAreRight() throws Exception {
        can(Ability.AUTHENTICATE);
        Discovery blue = open();
        enter(blue, BLUE);

        changeCredentials();
        fails(blue, blue::find);
        fails(blue, () -> blue.register(BLUE));

        restoreCredentials();
        enter(blue, BLUE);
        assertEquals(hosts(BLUE), found(blue));
    }

    /** A call to a discovery. */
    private interface Asking {
        void ask() throws Exception;
    }

    private void fails(Discovery blue, Asking asking) {
        long start = System.nanoTime();
        try {
            asking.ask();
        } catch (Exception expected) {
            Duration spent = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(spent.compareTo(LIMIT) < 0, "it took " + spent.toMillis() + " ms to fail");
            assertNotNull(expected.getMessage(), "a failure without a word: " + expected);
            tellsNoSecret(blue, expected);
            return;
        }
        fail("it should have failed");
    }

    private void tellsNoSecret(Discovery discovery, Throwable failure) {
        StringWriter all = new StringWriter();
        // With causes and what was suppressed.
        failure.printStackTrace(new PrintWriter(all, true));
        tellsNoSecret(all.toString());
        tellsNoSecret(discovery.toString());
        tellsNoSecret(String.valueOf(discovery.complaint()));
    }

    private void tellsNoSecret(String text) {
        secrets().forEach(secret -> assertFalse(text.contains(secret), "a secret is in what it says"));
    }

    private void can(Ability ability) {
        String reason = lacks().get(ability);
        if (reason != null) {
            Assumptions.abort(reason);
        }
    }

    private static Set<String> found(Discovery discovery) throws Exception {
        List<NodeAddress> nodes = discovery.find();
        return nodes.stream().map(NodeAddress::host).collect(Collectors.toSet());
    }

    private static Set<String> hosts(Member... members) {
        return List.of(members).stream().map(Member::host).collect(Collectors.toSet());
    }

    private static UnsupportedOperationException toOverride(String method, Ability ability) {
        return new UnsupportedOperationException("Override " + method + "(), or name " + ability + " in lacks().");
    }
}
