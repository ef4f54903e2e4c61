package org.pastecluster.it.record;

/** One process: which node it is, from 1, and its how manieth start that is, from 1. Written {@code n2.5}. */
public record RunId(int node, int run) {

    /** Reads what {@link #toString()} wrote. */
    public static RunId read(String text) {
        int dot = text.indexOf('.');
        return new RunId(Integer.parseInt(text.substring(1, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return "n" + node + "." + run;
    }
}
