/** Where the nodes come from: what names them to the application's node, by the modules that it has. */
@NullMarked
package org.pastecluster.spring.boot.discovery;

import org.jspecify.annotations.NullMarked;
