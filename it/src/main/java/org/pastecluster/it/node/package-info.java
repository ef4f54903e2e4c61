/** What runs in each process of the fault bed: a node in a small web server, that sends, handles, and writes down what it did and believed. */
@NullMarked
package org.pastecluster.it.node;

import org.jspecify.annotations.NullMarked;
