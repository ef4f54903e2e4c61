/** Slots of leader-only jobs: the ledger, its letters, and histories of whole applications on virtual time. */
package org.pastecluster.spring.boot.leader.slots;
