package org.pastecluster.it.judge;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.pastecluster.it.judge.Run.Seen;

/**
 * P8: nobody foreign is in a view: every member is a process of the cluster, at the address that it has. A neighbour of another kind has no incarnation. A process that was
 * killed before it could write down who it is may be a member; whoever else is at a node's address is none.
 */
final class NoStrangers implements Checker {

    private static final String NAME = "P8";

    @Override
    public void check(Campaign campaign, Findings findings) {
        Set<String> members = new HashSet<>();
        Set<String> hosts = new HashSet<>();
        for (Run run : campaign.runs()) {
            if (run.cameUp()) {
                members.add(run.member());
                hosts.add(run.host());
            }
        }
        for (Run run : campaign.runs()) {
            for (Seen view : run.views()) {
                findings.judged(NAME);
                for (String member : view.members()) {
                    judge(campaign, run, view, member, members, hosts, findings);
                }
            }
        }
    }

    private static void judge(
            Campaign campaign,
            Run run,
            Seen view,
            String member,
            Set<String> members,
            Set<String> hosts,
            Findings findings) {
        if (members.contains(member)
                || (member.endsWith("#0") && !campaign.neighbours().isEmpty())) {
            return;
        }
        String host = member.substring(0, Math.max(0, member.indexOf('#')));
        if (hosts.contains(host) && hasNameless(campaign.runs(), host, view.at())) {
            findings.notJudged(NAME, "a member died before it wrote down who it is");
            return;
        }
        findings.broken(NAME, view.at(), run + " has a stranger among its members: " + member, run.id());
    }

    private static boolean hasNameless(Collection<Run> runs, String host, long at) {
        int node = runs.stream()
                .filter(run -> run.host().equals(host))
                .mapToInt(Run::node)
                .findFirst()
                .orElse(0);
        return runs.stream().anyMatch(run -> run.node() == node && !run.cameUp() && run.startedAt() <= at);
    }
}
