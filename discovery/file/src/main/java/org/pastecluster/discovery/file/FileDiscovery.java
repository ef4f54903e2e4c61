package org.pastecluster.discovery.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.bootstrap.ClusterBuilder;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.NodeEntries;

/**
 * What one node remembers of its cluster over its own restarts, in a file of its own: who was a member within the last 30 days, and the
 * highest number of a leader that it saw. So a node that is restarted alone looks for the others, and if it leads it does so under a
 * higher number, whatever its clock says. Nobody is struck off when he is lost: that may be a split, and the next start is when he is
 * looked for. Thread-safe.
 *
 * <p>The file is written within moments of each change, by way of a second one beside it, and forced to the disk. What a crash in
 * these moments loses is that change. From the first attempt to write until the node has stopped, it holds a lock on a third one, whose name
 * ends in {@code .lock} and which stays: while another process has that, this one reads alone, and tries again each time that it would write.
 */
public final class FileDiscovery implements Discovery, ClusterListener {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration RENEWED = Duration.ofDays(1);

    private final MemoryFile file;
    private final Clock clock;
    private final long numberAtStart;
    private long number;
    private boolean stopped;
    private List<Member> members = List.of();
    private volatile @Nullable String complaint;

    FileDiscovery(Path path, Clock clock) {
        this.file = new MemoryFile(path);
        this.clock = clock;
        if (!Files.isDirectory(file.folder())) {
            throw new ClusterConfigurationException(
                    "The file " + file.path() + " cannot be written, for there is no folder " + file.folder()
                            + "; make it, or name another file.");
        }
        try {
            this.numberAtStart = Memory.of(file.lines()).number();
        } catch (IOException unreadable) {
            throw new ClusterConfigurationException("The file " + file.path() + " cannot be read (" + unreadable
                    + "); let this process read and write it, or name another one.");
        }
    }

    /**
     * Reads the file, if there is one.
     *
     * @param path of this node alone; its folder must be there, and be kept over restarts
     * @throws ClusterConfigurationException when it cannot be read, or its folder is not there
     */
    public static FileDiscovery open(Path path) {
        return new FileDiscovery(path, Clock.systemUTC());
    }

    /** Lets a node remember: it begins above {@link #number()}, looks for the nodes of the file, and writes down what changes. */
    public void addTo(ClusterBuilder node) {
        var unused =
                node.rememberedNumber(numberAtStart).listener(this).discovery("file", this, Duration.ofSeconds(10));
    }

    /** The highest number that the file told when it was opened; 0 for none. */
    public long number() {
        return numberAtStart;
    }

    /**
     * Reads the file anew.
     *
     * @throws IOException when it cannot be read
     */
    @Override
    public synchronized List<NodeAddress> find() throws IOException {
        Memory memory = Memory.of(file.lines());
        complaint = memory.complaint("the file " + file.path());
        memory.forget(clock.instant(), KEPT);
        NodeEntries found = new NodeEntries();
        memory.nodes().keySet().forEach(found::add);
        return found.nodes();
    }

    @Override
    public @Nullable String complaint() {
        return complaint;
    }

    /**
     * Writes down what is not in the file yet.
     *
     * @throws IOException when the file cannot be written, or another process has it
     */
    @Override
    public void register(Member self) throws IOException {
        write();
    }

    private synchronized void write() throws IOException {
        if (stopped) {
            return;
        }
        file.lock();
        Instant now = clock.instant();
        Memory memory = Memory.of(file.lines());
        boolean news = memory.see(number);
        for (Member member : members) {
            if (memory.isOld(member.host(), now, RENEWED)) {
                memory.see(member.host(), now);
                news = true;
            }
        }
        if (news) {
            memory.forget(now, KEPT);
            file.write(memory.text());
        }
    }

    /**
     * Writes down the members and the number that a node tells, and gives the file back when the node has stopped.
     *
     * @throws IllegalStateException when the file cannot be written now; it is tried again at the next {@link #register}
     */
    @Override
    public void onEvent(ClusterEvent event) {
        if (event instanceof ClusterEvent.LeadershipAcquired acquired) {
            remember(acquired.leadership().number(), null);
        } else if (event instanceof ClusterEvent.ViewChanged changed) {
            remember(changed.view().number(), changed.view());
        } else if (event instanceof ClusterEvent.Stopped) {
            giveBack();
        }
    }

    private synchronized void giveBack() {
        stopped = true;
        try {
            file.unlock();
        } catch (IOException failed) {
            throw new IllegalStateException("The file " + file.path() + " cannot be given back.", failed);
        }
    }

    private synchronized void remember(long seen, @Nullable ClusterView view) {
        number = Math.max(number, seen);
        if (view != null && view.leader() != null) {
            members = view.members();
        }
        try {
            write();
        } catch (IOException failed) {
            throw new IllegalStateException("The file " + file.path() + " cannot be written.", failed);
        }
    }

    @Override
    public String toString() {
        return "FileDiscovery[" + file.path() + "]";
    }
}
