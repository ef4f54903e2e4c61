package org.pastecluster.testkit.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.NodeEntries;

/** The contract can be kept, and each of its tests can be run: a source in memory that does all that a source can. */
class DiscoveryInMemoryTest extends DiscoveryContract {

    private static final String PASSWORD = "open-sesame";

    private final Map<String, Long> entries = new LinkedHashMap<>();
    private final List<String> garbage = new ArrayList<>();
    private Condition condition = Condition.UP;
    private String password = PASSWORD;
    private long age;

    private final class InMemory implements Discovery {

        private final boolean patient;
        private @Nullable String complaint;

        InMemory(boolean patient) {
            this.patient = patient;
        }

        @Override
        public List<NodeAddress> find() throws Exception {
            connect();
            NodeEntries found = new NodeEntries();
            entries.forEach((key, until) -> {
                if (until > age) {
                    found.add(key.substring(0, key.indexOf(' ')));
                }
            });
            garbage.forEach(found::add);
            complaint = found.complaint("the memory");
            return found.nodes().stream().distinct().toList();
        }

        @Override
        public @Nullable String complaint() {
            return complaint;
        }

        @Override
        public void register(Member self) throws Exception {
            connect();
            entries.put(key(self), age + 1);
        }

        @Override
        public void lost(Member member) throws Exception {
            connect();
            entries.remove(key(member));
        }

        private static String key(Member member) {
            return member.host() + " " + member.incarnation();
        }

        private void connect() throws Exception {
            if (condition == Condition.DOWN) {
                throw new IOException("nobody listens");
            }
            if (condition == Condition.SILENT) {
                if (!patient) {
                    throw new IOException("nobody has answered");
                }
                new CountDownLatch(1).await();
            }
            if (!password.equals(PASSWORD)) {
                throw new IOException("the password is wrong");
            }
        }
    }

    @Override
    protected Discovery open() {
        return new InMemory(false);
    }

    @Override
    protected Discovery openPatient() {
        return new InMemory(true);
    }

    @Override
    protected void source(Condition next) {
        condition = next;
    }

    @Override
    protected void expire() {
        age++;
    }

    @Override
    protected void putGarbage() {
        garbage.add("no address");
        garbage.add(null);
    }

    @Override
    protected void removeGarbage() {
        garbage.clear();
    }

    @Override
    protected void changeCredentials() {
        password = "changed";
    }

    @Override
    protected void restoreCredentials() {
        password = PASSWORD;
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(PASSWORD);
    }
}
