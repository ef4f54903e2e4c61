/** Who may speak: signatures, the memory that refuses replays, tokens. */
@NullMarked
package org.pastecluster.http.auth;

import org.jspecify.annotations.NullMarked;
