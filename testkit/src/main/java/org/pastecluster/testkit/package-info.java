/** What tests of a program that embeds the cluster need. */
@NullMarked
package org.pastecluster.testkit;

import org.jspecify.annotations.NullMarked;
