/** The snippets and sessions of README.md, README.zh-CN.md and ARCHITECTURE.md as things that run, and what holds the documents to them. */
@NullMarked
package org.pastecluster.docs;

import org.jspecify.annotations.NullMarked;
