package org.pastecluster.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterSettingsBuilder;
import org.pastecluster.NodeAddress;

/** Which package of the fault bed may import which. */
class HouseTest {

    private static final String HOUSE = "org.pastecluster";
    private static final String ROOT = HOUSE + ".it";

    private static final String[] ROOMS = Stream.of(
                    "",
                    ".record",
                    ".node",
                    ".judge",
                    ".lab",
                    ".lab.inside",
                    ".fault",
                    ".hostile",
                    ".neighbour",
                    ".report")
            .map(ROOT::concat)
            .toArray(String[]::new);

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void records_know_nothing_of_the_house() {
        room("record")
                .because("they are all that nodes, bed and judge have in common, and what one of these knows must not"
                        + " colour what another reads; put what only one needs into its package instead")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".record")
                .should()
                .dependOnClassesThat(ofTheProduct())
                .because("a journal must be readable by whatever is judged; write numbers and words instead")
                .check(MAIN);
    }

    @Test
    void a_node_knows_records_alone() {
        room("node", "record")
                .because("it runs where the bed does its worst, and must not know what will befall it;"
                        + " let the bed tell it on its standard input instead")
                .check(MAIN);
    }

    @Test
    void the_judge_knows_records_alone() {
        room("judge", "record")
                .because("it judges by what was written down, and a campaign that was spoiled on purpose as well;"
                        + " write into a journal what it needs instead")
                .check(MAIN);
    }

    @Test
    void the_judge_knows_of_the_product_only_its_settings() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".judge")
                .should()
                .dependOnClassesThat(ofTheProduct()
                        .and(not(
                                belongToAnyOf(ClusterSettings.class, ClusterSettingsBuilder.class, NodeAddress.class))))
                .because("a judge that uses the code which it judges repeats its mistakes; say in the judge's own words"
                        + " what was promised instead")
                .check(MAIN);
    }

    @Test
    void the_judge_only_reads_files() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".judge")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Process.class, ProcessBuilder.class, Thread.class)
                .because("the same directory has to be judged in the same words whenever and wherever that is done;"
                        + " let the bed or a node write down what is to be known instead")
                .check(MAIN);
    }

    @Test
    void what_the_lab_runs_inside_of_networks_knows_nothing() {
        room("lab.inside")
                .because("it is started in networks that are cut off, often and at once, and every class more makes"
                        + " that slower; let the lab know it instead")
                .check(MAIN);
    }

    @Test
    void the_lab_knows_no_faults_and_nobody_above() {
        room("lab", "lab.inside", "record")
                .because("networks, processes and clocks are tried alone; put what decides when to use them into fault"
                        + " instead")
                .check(MAIN);
    }

    @Test
    void faults_know_the_lab_and_records() {
        room("fault", "lab", "lab.inside", "record")
                .because("what befalls nodes must not depend on how they are judged, nor on what they do inside;"
                        + " let the campaign join the two instead")
                .check(MAIN);
    }

    @Test
    void who_comes_from_elsewhere_knows_records_alone() {
        room("hostile", "record")
                .because("who is hostile knows nothing of a campaign but addresses; give it these on its command line"
                        + " instead")
                .check(MAIN);
        room("neighbour", "record")
                .because("nodes of another kind are looked at from outside, and tried without a bed;"
                        + " let the campaign start them instead")
                .check(MAIN);
    }

    @Test
    void the_report_knows_the_judge_alone() {
        room("report", "judge")
                .because("it prints what was judged, and adds nothing; let the judge count what it lacks instead")
                .check(MAIN);
    }

    @Test
    void every_package_is_known_here() {
        classes()
                .should()
                .resideInAnyPackage(ROOMS)
                .because("a package without a rule is held by none; write here what it may import")
                .check(MAIN);
    }

    @Test
    void no_packages_import_each_other_in_a_circle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a cycle can be read and tried only together; move what both need into record"
                        + " instead")
                .check(MAIN);
    }

    /** Of the fault bed, a package imports only itself and these. */
    private static ArchRule room(String name, String... others) {
        String[] known = Stream.concat(Stream.of(name), Stream.of(others))
                .map(other -> ROOT + "." + other)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..").and(not(resideInAnyPackage(known))))
                .as(name + " imports of the fault bed only " + String.join(", ", others));
    }

    private static DescribedPredicate<JavaClass> ofTheProduct() {
        return resideInAnyPackage(HOUSE + "..").and(not(resideInAnyPackage(ROOT + "..")));
    }
}
