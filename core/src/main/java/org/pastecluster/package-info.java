/** What an application reads and calls: its cluster, the views and events of it, and the settings. */
@NullMarked
package org.pastecluster;

import org.jspecify.annotations.NullMarked;
