package org.pastecluster.it.node;

import org.pastecluster.it.record.RunId;

/** What a message says: who sent it, on which lane, the how manieth of it; written {@code n2.5 name 17}. */
record Body(RunId sender, String lane, long number) {

    static Body read(String text) {
        String[] words = text.split(" ", -1);
        return new Body(RunId.read(words[0]), words[1], Long.parseLong(words[2]));
    }

    String text() {
        return sender + " " + lane + " " + number;
    }
}
