package org.pastecluster.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.bench.node.NodeMain;
import org.pastecluster.bench.soak.Soak;
import org.pastecluster.bench.soak.SoakNode;

/** The rules of the house for this module, which those in {@code demo} cannot see: the peers shall not be on its class path. */
class BenchHouseTest {

    // Not by package, which would look for it in every jar of the peers.
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPath(Path.of("target", "classes", "org", "pastecluster", "bench"));

    @Test
    void only_programs_print() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Bench.class, NodeMain.class, Soak.class, SoakNode.class)
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "the console",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err", "console")
                                        .contains(access.getTarget().getName())))
                .because(
                        "Bench, Soak and their nodes are started from a command line; take a PrintStream or a Consumer instead")
                .check(MAIN);
    }

    @Test
    void nobody_sleeps() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a sleep", call -> call.getTarget().getName().equals("sleep")))
                .because("a sleeping thread hears nothing; wait on the board, with a deadline, instead")
                .check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "jgroups", "hazelcast", "pekko", "pastecluster"})
    void an_adapter_knows_nothing_of_the_bench_but_what_all_adapters_share(String adapter) {
        String own = "org.pastecluster.bench." + adapter;
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("org.pastecluster.bench..")
                        .and(DescribedPredicate.not(resideInAPackage(own)))
                        .and(DescribedPredicate.not(resideInAPackage("org.pastecluster.bench.system"))))
                .because("all systems are driven by the same code")
                .check(MAIN);
    }

    @Test
    void ours_is_driven_through_the_public_api() {
        noClasses()
                .that()
                .resideInAPackage("org.pastecluster.bench.pastecluster")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.pastecluster.protocol..",
                        "org.pastecluster.runtime..",
                        "org.pastecluster.spi..",
                        "org.pastecluster.message..")
                .because("a figure that users cannot reach is none")
                .check(MAIN);
    }

    @Test
    void no_packages_import_each_other_in_a_circle() {
        SliceRule rule =
                slices().matching("org.pastecluster.bench.(*)..").should().beFreeOfCycles();
        rule.check(MAIN);
    }
}
