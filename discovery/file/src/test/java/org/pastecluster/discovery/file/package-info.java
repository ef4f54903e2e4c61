/** In files of a folder that is thrown away. */
@NullMarked
package org.pastecluster.discovery.file;

import org.jspecify.annotations.NullMarked;
