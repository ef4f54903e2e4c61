package org.pastecluster.it.lab.inside;

import java.io.IOException;

/** Keeps as many cores busy as it is told, until its input ends. */
public final class Burner {

    private static volatile double sum;

    private Burner() {}

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            Listener.start("burner", Burner::burn);
        }
        System.out.println("@up");
        while (System.in.read() >= 0) {
            // Nothing that it is told matters.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void burn() {
        double x = 0;
        while (true) {
            for (int i = 1; i < 1_000_000; i++) {
                x += Math.sqrt(i);
            }
            sum = x;
        }
    }
}
