/** The rules that hold in the whole house. They are here since only the demo has all modules in sight. */
@NullMarked
package org.pastecluster.house;

import org.jspecify.annotations.NullMarked;
