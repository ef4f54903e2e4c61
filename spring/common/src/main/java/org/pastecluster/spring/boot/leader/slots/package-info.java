/** Each slot of a cron schedule once: which slot a task runs, which were run on any node, and those that were missed. */
@NullMarked
package org.pastecluster.spring.boot.leader.slots;

import org.jspecify.annotations.NullMarked;
