/** A new project of a user's, three processes of it, and all that may befall them: {@code bin/trial}. */
@NullMarked
package org.pastecluster.spring.trial;

import org.jspecify.annotations.NullMarked;
