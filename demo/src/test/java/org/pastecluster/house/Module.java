package org.pastecluster.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** The modules of the house, each by the packages that are its own. */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes into the array
enum Module {
    CORE(
            "org.pastecluster",
            "org.pastecluster.message..",
            "org.pastecluster.spi..",
            "org.pastecluster.protocol..",
            "org.pastecluster.delivery..",
            "org.pastecluster.messenger..",
            "org.pastecluster.runtime..",
            "org.pastecluster.bootstrap.."),
    HTTP("org.pastecluster.http.."),
    SERVLET("org.pastecluster.servlet.."),
    SERVER("org.pastecluster.server.."),
    TESTKIT("org.pastecluster.testkit.."),
    SIMULATION("org.pastecluster.simulation.."),
    DISCOVERY("org.pastecluster.discovery.."),
    DEMO("org.pastecluster.demo..");

    private final String[] packages;

    Module(String... packages) {
        this.packages = packages;
    }

    /** The classes of these modules. */
    static DescribedPredicate<JavaClass> in(List<Module> modules) {
        return JavaClass.Predicates.resideInAnyPackage(modules.stream()
                        .flatMap(module -> List.of(module.packages).stream())
                        .toArray(String[]::new))
                .as("in " + modules);
    }
}
