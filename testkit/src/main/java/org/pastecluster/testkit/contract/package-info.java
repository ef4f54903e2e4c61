/** Tests that every implementation of a hole of the cluster must pass. Need JUnit 6. */
@NullMarked
package org.pastecluster.testkit.contract;

import org.jspecify.annotations.NullMarked;
