/** Against a real dnsmasq, where one is on the PATH. */
@NullMarked
package org.pastecluster.discovery.dns;

import org.jspecify.annotations.NullMarked;
