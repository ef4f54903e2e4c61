package org.pastecluster.http.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Reply;
import org.pastecluster.message.ViewId;

/** What the protocol says to .NET nodes, in their form, and their answers as frames. Stateless. */
public final class NeighbourCodec {

    private NeighbourCodec() {}

    /** The path that a request to a .NET node goes to. */
    public static Operation operation(NeighbourRequest request) {
        if (request instanceof NeighbourRequest.Health) {
            return Operation.HEALTH;
        } else if (request instanceof NeighbourRequest.Nodes) {
            return Operation.NODES;
        } else if (request instanceof NeighbourRequest.Master) {
            return Operation.MASTER;
        } else if (request instanceof NeighbourRequest.Join) {
            return Operation.JOIN;
        } else if (request instanceof NeighbourRequest.Remove) {
            return Operation.REMOVE;
        } else if (request instanceof NeighbourRequest.Leave) {
            return Operation.LEAVE;
        }
        throw new IllegalArgumentException("Nothing like " + request.getClass() + " is said to .NET nodes.");
    }

    /** The body to post; null for a GET. */
    public static @Nullable JsonObject body(NeighbourRequest request) {
        if (request instanceof NeighbourRequest.Master master) {
            return new JsonObject()
                    .put("master", node(master.master()))
                    .put(
                            "nodes",
                            master.nodes().stream().map(NeighbourCodec::node).toList());
        } else if (request instanceof NeighbourRequest.Join join) {
            return node(join.node());
        } else if (request instanceof NeighbourRequest.Remove remove) {
            return node(remove.node());
        } else if (request instanceof NeighbourRequest.Leave leave) {
            return node(leave.node());
        }
        return null;
    }

    /** An answer of a .NET node as the reply to a frame. */
    public static Frame reply(Frame request, String host, DotNetAnswer answer) {
        DotNetNode master = answer.master();
        DotNetNode node = answer.node();
        Member itself = node == null ? null : node.asNeighbour();
        return frame(
                request,
                itself == null ? new Member(NodeAddress.of(host), 0) : itself,
                new Reply.Neighbour(
                        master == null ? null : master.asNeighbour(),
                        answer.nodeCount(),
                        node == null ? 0 : node.voteTime(),
                        List.of()));
    }

    /** The list of a .NET node as the reply to a frame. Entries that are no nodes are left out. */
    public static Frame reply(Frame request, String host, List<DotNetNode> list) {
        List<Member> nodes = new ArrayList<>();
        for (DotNetNode each : list) {
            Member member = each.asNeighbour();
            if (member != null) {
                nodes.add(member);
            }
        }
        return frame(request, new Member(NodeAddress.of(host), 0), new Reply.Neighbour(null, list.size(), 0, nodes));
    }

    /** A request of a .NET node as a frame. */
    public static Frame request(Member from, NeighbourRequest request) {
        return new Frame(new Envelope(from, 0, 0, 0, 0, 0, null, ViewId.NONE), request);
    }

    private static Frame frame(Frame request, Member from, Reply.Neighbour reply) {
        long to = request.envelope().from().incarnation();
        return new Frame(new Envelope(from, to, 0, 0, 0, 0, null, ViewId.NONE), reply);
    }

    private static JsonObject node(Member member) {
        return DotNetNode.of(member).writeTo(new JsonObject());
    }
}
