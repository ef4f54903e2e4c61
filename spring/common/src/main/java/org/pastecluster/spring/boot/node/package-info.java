/** One node at a time behind beans that stay, for a Spring context may stop and start again and a node starts once. */
@NullMarked
package org.pastecluster.spring.boot.node;

import org.jspecify.annotations.NullMarked;
