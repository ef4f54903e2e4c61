package org.pastecluster.testkit.network;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;

/** Keeps one process's links to those that it is told of: dials each, and again when it is lost, ever less often while that brings nothing. */
final class LinkKeeper {

    private static final long DIAL_TIMEOUT = 2_000_000_000L;
    private static final long FIRST_WAIT = 50_000_000;
    private static final long LONGEST_WAIT = 3_200_000_000L;
    private static final long GOOD = 5_000_000_000L;

    private final Links links;
    private final VirtualProcess reader;
    private final Map<Long, Wanted> wanted = new LinkedHashMap<>();

    LinkKeeper(Links links, VirtualProcess reader) {
        this.links = links;
        this.reader = reader;
    }

    /** A process that is to be dialled until it is not named any more. */
    private final class Wanted {
        private final String host;
        private final long incarnation;
        private @Nullable VirtualLink link;
        private long since;
        private long wait = FIRST_WAIT;
        private int attempt;
        private boolean ended;

        Wanted(Member peer) {
            this.host = peer.host();
            this.incarnation = peer.incarnation();
        }

        void dial() {
            if (ended || link != null || reader.receiver() == null) {
                return;
            }
            int now = ++attempt;
            links.after(DIAL_TIMEOUT, () -> reader.deliver(() -> failed(now)));
            links.dial(reader, host, incarnation, new Links.Dial() {
                @Override
                public VirtualLink accepted(VirtualProcess writer, long id) {
                    return new VirtualLink(links, LinkKeeper.this, id, writer, reader);
                }

                @Override
                public void connected(VirtualLink opened) {
                    reader.deliver(() -> take(opened, now));
                }

                @Override
                public void refused() {
                    reader.deliver(() -> failed(now));
                }
            });
        }

        private void take(VirtualLink opened, int ofAttempt) {
            if (ended || link != null || ofAttempt != attempt) {
                opened.closeByReader("it was dialled in vain");
            } else {
                link = opened;
                since = links.now();
            }
        }

        private void failed(int ofAttempt) {
            if (link == null && ofAttempt == attempt && !ended) {
                attempt++;
                dialLater();
            }
        }

        private void dialLater() {
            long delay = wait / 2 + links.upTo(wait / 2);
            wait = Math.min(2 * wait, LONGEST_WAIT);
            links.after(delay, () -> reader.deliver(this::dial));
        }

        void lost() {
            link = null;
            attempt++;
            if (links.now() - since > GOOD) {
                wait = FIRST_WAIT;
            }
            dialLater();
        }

        void end(String why) {
            ended = true;
            VirtualLink open = link;
            link = null;
            if (open != null) {
                open.closeByReader(why);
            }
        }
    }

    /** In the reader's process, as everything here. */
    void keep(List<Member> peers) {
        Set<Long> named = new HashSet<>();
        for (Member peer : peers) {
            named.add(peer.incarnation());
        }
        for (Long incarnation : List.copyOf(wanted.keySet())) {
            Wanted known = wanted.get(incarnation);
            if (known != null && !named.contains(incarnation)) {
                wanted.remove(incarnation);
                known.end("its writer is not a member any more");
            }
        }
        for (Member peer : peers) {
            if (!wanted.containsKey(peer.incarnation())) {
                Wanted fresh = new Wanted(peer);
                wanted.put(peer.incarnation(), fresh);
                fresh.dial();
            }
        }
    }

    void lost(VirtualLink link) {
        Wanted known = wanted.get(link.writer().incarnation());
        if (known != null && known.link == link) {
            known.lost();
        }
    }

    void close() {
        wanted.values().forEach(each -> each.end("the transport was closed"));
        wanted.clear();
    }
}
