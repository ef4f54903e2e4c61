package org.pastecluster.simulation.neighbour;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.spi.Transport;

/** What a .NET node answers, and what else it does about it. */
final class DotNetAnswers {

    private final DotNetPeer.Running node;
    private final DotNetState state;
    private final DotNetLoop loop;

    DotNetAnswers(DotNetPeer.Running node, DotNetLoop loop) {
        this.node = node;
        this.state = node.state;
        this.loop = loop;
    }

    void receive(Frame request, Transport.Answer answer) {
        Member caller = request.envelope().from();
        Message message = DotNetSaid.message(request);
        if (state.isMaster(caller) && (request.body() instanceof NeighbourRequest || message != null)) {
            state.masterHeardAt = node.now();
        }
        Member named = DotNetSaid.master(request);
        if (DotNetSaid.isOne(request) && named != null && state.master != null && !state.isMaster(named)) {
            loop.ask();
        }
        if (message != null) {
            node.got(message);
            say(request, answer, 0, List.of());
        } else if (request.body() instanceof NeighbourRequest.Ask) {
            asked(request, answer);
        } else if (request.body() instanceof NeighbourRequest.Heard vote) {
            voted(vote.node(), request, answer);
        } else if (request.body() instanceof NeighbourRequest.Nodes) {
            say(request, answer, 0, state.list());
        } else {
            boolean counts = !(request.body() instanceof NeighbourRequest told) || isHealth(told, request);
            say(request, answer, counts ? state.list().size() : 0, List.of());
        }
    }

    /** What a node of this project says that is no word of .NET's arrives as a look at the health. */
    private boolean isHealth(NeighbourRequest told, Frame request) {
        if (told instanceof NeighbourRequest.Master news) {
            news.nodes().forEach(each -> state.add(each, node.now()));
            state.follow(news.master(), DotNetSaid.voteTime(request), node.now());
        } else if (told instanceof NeighbourRequest.Join join) {
            joined(join.node());
        } else if (told instanceof NeighbourRequest.Leave leave) {
            left(leave.node());
        } else if (told instanceof NeighbourRequest.Remove remove) {
            removed(remove.node());
        }
        return told instanceof NeighbourRequest.Health;
    }

    /** Answers with its master, dead or not; without one it begins to compete. */
    private void asked(Frame request, Transport.Answer answer) {
        if (state.master == null) {
            state.voteTime = node.wallMillis();
            loop.compete();
        }
        say(request, answer, 0, List.of());
    }

    /** A candidate that began earlier is answered with the master, unchecked; a later one makes it look whether that one lives. */
    private void voted(Member candidate, Frame request, Transport.Answer answer) {
        Member master = state.master;
        long began = DotNetSaid.voteTime(request);
        if (master == null) {
            win(candidate, began);
            say(request, answer, 0, List.of());
        } else if (began < state.masterVoteTime || state.isMaster() || state.isMaster(candidate)) {
            say(request, answer, 0, List.of());
        } else {
            node.call(master, new NeighbourRequest.Health(), (healthy, failed) -> {
                if (failed && state.isMaster(master)) {
                    win(candidate, began);
                }
                say(request, answer, 0, List.of());
            });
        }
    }

    private void win(Member candidate, long began) {
        state.add(candidate, node.now());
        state.follow(candidate, began, node.now());
    }

    private void joined(Member newcomer) {
        if (state.isMaster()) {
            state.add(newcomer, node.now());
            loop.announce();
        }
    }

    private void left(Member leaver) {
        state.others.remove(leaver.host());
        if (state.isMaster()) {
            loop.announce();
        } else if (state.isMaster(leaver)) {
            state.master = null;
            loop.ask();
        }
    }

    private void removed(Member whom) {
        if (whom.host().equals(state.self.host())) {
            loop.rejoin();
        } else {
            state.others.remove(whom.host());
            if (state.isMaster(whom)) {
                state.master = null;
                loop.ask();
            }
        }
    }

    private void say(Frame request, Transport.Answer answer, int count, List<Member> list) {
        @Nullable Member master = state.master;
        answer.answer(DotNetSaid.answer(state.self, request, master, count, state.voteTime, list));
    }
}
