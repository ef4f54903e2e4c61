/** The wire form: frames of this project and the records of .NET neighbours as JSON, the paths and the headers. */
@NullMarked
package org.pastecluster.http.wire;

import org.jspecify.annotations.NullMarked;
