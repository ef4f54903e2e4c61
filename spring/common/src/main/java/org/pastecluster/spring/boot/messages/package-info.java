/** Messages and news of the cluster for beans: methods that take them, payloads, application events. */
@NullMarked
package org.pastecluster.spring.boot.messages;

import org.jspecify.annotations.NullMarked;
