/** What a campaign came to, for people and for programs. */
@NullMarked
package org.pastecluster.it.report;

import org.jspecify.annotations.NullMarked;
