/** The codec room: JSON text to values and back, with limits. Nothing else of the project knows how JSON is spelled. */
@NullMarked
package org.pastecluster.http.json;

import org.jspecify.annotations.NullMarked;
