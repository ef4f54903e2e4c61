package org.pastecluster.it.lab.inside;

import java.io.IOException;

/** Keeps as many cores busy as it is told, until its input ends. */
public final class Burner {

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
            x += Math.sqrt(x + 1);
            if (Double.isNaN(x)) {
                // Never; but who compiles it must not know that nobody looks.
                System.out.println(x);
            }
        }
    }
}
