package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.ViewUpdate;

/** Published steps with other members. */
final class Updates {

    private Updates() {}

    static ViewUpdate withMembers(ViewUpdate update, List<Member> joined, List<Member> left) {
        return new ViewUpdate(
                update.leader(),
                update.base(),
                update.version(),
                joined,
                left,
                update.presiding(),
                update.supersedes());
    }
}
