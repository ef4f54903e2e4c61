/** What was sent, told and handed to handlers, number by number, in files that outlive a killed process; and the judge of that. */
@NullMarked
package org.pastecluster.bench.soak.ledger;

import org.jspecify.annotations.NullMarked;
