/** What applications of Spring use of the cluster, besides its own API. */
@NullMarked
package org.pastecluster.spring;

import org.jspecify.annotations.NullMarked;
