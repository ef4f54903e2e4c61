package org.pastecluster.messenger;

import java.util.List;
import java.util.function.Predicate;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Target;

/** Who is meant by a target. Stateless. */
final class Targets {

    private Targets() {}

    /** The members that fit, in the order of the view. */
    static List<Member> in(ClusterView view, Target target) {
        if (target instanceof Target.Named named) {
            return where(
                    view,
                    member ->
                            member.name().equals(named.name()) && !named.name().isEmpty());
        } else if (target instanceof Target.OneNamed one) {
            return one(view, one.name());
        } else if (target instanceof Target.Id id) {
            return where(view, member -> member.id() == id.id());
        } else if (target instanceof Target.Host host) {
            return where(view, member -> member.host().equals(host.host()));
        } else if (target instanceof Target.OneProcess process) {
            return where(view, member -> member.isSameProcessAs(process.member()));
        } else if (target instanceof Target.Group group) {
            return where(view, member -> member.group() == group.group());
        } else if (target instanceof Target.All all) {
            return all.self() ? view.members() : where(view, member -> !member.isSameProcessAs(view.self()));
        }
        return List.of();
    }

    private static List<Member> where(ClusterView view, Predicate<Member> fits) {
        return view.members().stream().filter(fits).toList();
    }

    private static List<Member> one(ClusterView view, String name) {
        List<Member> all = where(view, member -> member.name().equals(name) && !name.isEmpty());
        for (Member member : all) {
            if (member.isSameProcessAs(view.self())) {
                return List.of(member);
            }
        }
        return all.isEmpty() ? all : List.of(all.get(0));
    }

    /** A sentence for people about a target that nobody fits. */
    static String nobody(Target target) {
        if (target instanceof Target.Named named) {
            return "no member is named '" + named.name() + "'";
        } else if (target instanceof Target.OneNamed one) {
            return "no member is named '" + one.name() + "'";
        } else if (target instanceof Target.Id id) {
            return "no member has the id " + id.id();
        } else if (target instanceof Target.Host host) {
            return host.host() + " is not a member";
        } else if (target instanceof Target.OneProcess process) {
            return process.member() + " is not a member any more";
        } else if (target instanceof Target.Group group) {
            return "no member belongs to the group " + group.group();
        }
        return "there is no other member";
    }
}
