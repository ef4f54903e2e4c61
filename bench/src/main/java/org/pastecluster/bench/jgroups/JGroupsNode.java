package org.pastecluster.bench.jgroups;

import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.TP;
import org.jgroups.util.NameCache;
import org.jspecify.annotations.Nullable;
import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;

/** A channel with its own {@code tcp.xml}, or with the tuned one beside this class. The coordinator of the view is the leader. */
public final class JGroupsNode implements SystemNode {

    /** What a view says, for those who only read. */
    private record Seen(int leader, boolean leads, int members, Map<Integer, Address> addresses) {}

    private static final Seen NOTHING = new Seen(-1, false, 0, Map.of());

    private volatile Seen seen = NOTHING;
    private volatile @Nullable View unnamed;
    private @Nullable JChannel channel;

    @Override
    public void start(NodePlan plan, Inbox inbox) throws Exception {
        System.setProperty("java.util.logging.config.class", Quiet.class.getName());
        System.setProperty("jgroups.bind_addr", NodePlan.ADDRESS);
        System.setProperty("jgroups.bind_port", Integer.toString(plan.port()));
        System.setProperty("jgroups.tcp.port_range", "0");
        System.setProperty(
                "jgroups.tcpping.initial_hosts",
                plan.ports().stream()
                        .map(port -> NodePlan.ADDRESS + "[" + port + "]")
                        .collect(Collectors.joining(",")));
        JChannel made;
        if (plan.isTuned()) {
            URL tuned = Objects.requireNonNull(JGroupsNode.class.getResource("tuned.xml"), "tuned.xml");
            made = new JChannel(tuned.toString());
        } else {
            made = new JChannel("tcp.xml");
            TP transport = made.getProtocolStack().getTransport();
            transport.setBindPort(plan.port());
            // It would listen on all addresses of the machine.
            transport.disableDiagnostics();
        }
        channel = made;
        made.setName(Integer.toString(plan.index()));
        made.setReceiver(new Receiver() {
            @Override
            public void receive(Message message) {
                inbox.received(message.getArray(), message.getOffset(), message.getLength());
            }

            @Override
            public void viewAccepted(View view) {
                look(made, view);
            }
        });
        made.connect("bench");
        look(made, made.getView());
    }

    /** Names of members come a little after the view at times; whoever reads looks again until all are there. */
    private synchronized void look(JChannel channel, View view) {
        Map<Integer, Address> addresses = new HashMap<>();
        for (Address member : view.getMembers()) {
            String name = NameCache.get(member);
            if (name != null) {
                addresses.put(Integer.valueOf(name), member);
            }
        }
        Address coordinator = view.getCoord();
        String name = NameCache.get(coordinator);
        unnamed = addresses.size() < view.size() ? view : null;
        seen = new Seen(
                name == null ? -1 : Integer.parseInt(name),
                coordinator.equals(channel.getAddress()),
                addresses.size(),
                Map.copyOf(addresses));
    }

    private Seen seen() {
        View view = unnamed;
        JChannel running = channel;
        if (view != null && running != null) {
            look(running, view);
        }
        return seen;
    }

    @Override
    public void send(int target, byte[] body) {
        hand(new BytesMessage(seen.addresses().get(target), body));
    }

    @Override
    public void broadcast(byte[] body) {
        Message message = new BytesMessage(null, body);
        message.setFlag(Message.TransientFlag.DONT_LOOPBACK);
        hand(message);
    }

    private void hand(Message message) {
        try {
            Objects.requireNonNull(channel).send(message);
        } catch (Exception refused) {
            throw new IllegalStateException("JGroups refused a message.", refused);
        }
    }

    @Override
    public boolean keepsBodies() {
        return true;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    @Override
    public int leader() {
        return seen().leader();
    }

    @Override
    public boolean leads() {
        return seen.leads();
    }

    @Override
    public int members() {
        return seen().members();
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
        }
    }
}
