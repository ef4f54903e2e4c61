package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.HistoryKind;
import org.pastecluster.Member;

/** Tells who came into the view and who went out of it; who went is remembered and looked for. */
final class MemberNews {

    private final NodeState state;

    MemberNews(NodeState state) {
        this.state = state;
    }

    void joined(Member member, String why) {
        if (!state.self.is(member)) {
            state.out.add(new Output.Joined(member));
            state.out.note(HistoryKind.JOINED, 0, member, why);
        }
    }

    void left(Member member, String why) {
        if (!member.host().equals(state.self.host())) {
            state.roster.remember(member.host(), state.now());
            state.out.add(new Output.Left(member, why));
            state.out.note(HistoryKind.LEFT, 0, member, why);
        }
    }

    /** Tells what the view has more and less than before. */
    void changed(List<Member> before, String why) {
        Map<String, Member> old = new LinkedHashMap<>();
        for (Member member : before) {
            old.put(member.host(), member);
            if (!state.membership.contains(member)) {
                left(member, why);
            }
        }
        for (Member member : state.membership.copy()) {
            Member was = old.get(member.host());
            if (was == null || !was.isSameProcessAs(member)) {
                joined(member, why);
            }
        }
    }
}
