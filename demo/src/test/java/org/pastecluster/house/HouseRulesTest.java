package org.pastecluster.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.pastecluster.house.Module.CORE;
import static org.pastecluster.house.Module.DEMO;
import static org.pastecluster.house.Module.DISCOVERY;
import static org.pastecluster.house.Module.HTTP;
import static org.pastecluster.house.Module.SERVER;
import static org.pastecluster.house.Module.SERVLET;
import static org.pastecluster.house.Module.SIMULATION;
import static org.pastecluster.house.Module.TESTKIT;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.syntax.GivenSlices;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pastecluster.demo.Demo;
import org.pastecluster.http.link.LinkLog;
import org.pastecluster.server.ClusterServerBuilder;
import org.pastecluster.server.node.NodeMain;
import org.pastecluster.server.tomcat.FullPort;
import org.pastecluster.server.tomcat.TomcatLog;
import org.pastecluster.simulation.Simulate;

/** The plan of the whole house. What holds inside of the core is in its own {@code ArchitectureTest}. */
class HouseRulesTest {

    private static final String ROOT = "org.pastecluster";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludePackageInfos())
            .importPackages(ROOT);

    /** Which module may import which. */
    @Nested
    class Modules {

        @Test
        void every_class_belongs_to_a_module() {
            classes()
                    .should(be(Module.in(List.of(Module.values()))))
                    .because("a package that no module is known for is held by no rule; enter it in Module")
                    .check(MAIN);
        }

        @Test
        void core_imports_no_other_module() {
            module(CORE)
                    .because("it is what everybody else stands on, and an embedder may take it alone;"
                            + " put a hole into spi and fill it from the other module instead")
                    .check(MAIN);
        }

        @Test
        void http_imports_core() {
            module(HTTP, CORE)
                    .because("it serves any web server; let the adapter of one call ClusterHttpHandler instead")
                    .check(MAIN);
        }

        @Test
        void servlet_imports_http_and_core() {
            module(SERVLET, HTTP, CORE)
                    .because("it runs in containers that are not ours; let server put the container around it instead")
                    .check(MAIN);
        }

        @Test
        void server_imports_servlet_http_and_core() {
            module(SERVER, SERVLET, HTTP, CORE)
                    .because("it is shipped, and tools and samples are not; let them start it instead")
                    .check(MAIN);
        }

        @Test
        void testkit_imports_core() {
            module(TESTKIT, CORE)
                    .because("users' tests need no web server for it; put what only we need into simulation instead")
                    .check(MAIN);
        }

        @Test
        void discoveries_import_core() {
            module(DISCOVERY, CORE)
                    .because(
                            "whoever runs a node by any transport may take one alone; put what several need into spi instead")
                    .check(MAIN);
        }

        @Test
        void discoveries_do_not_know_each_other() {
            slices().matching(ROOT + ".discovery.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .because("each is a module that comes alone; put what several need into spi instead")
                    .check(MAIN);
        }

        @Test
        void simulation_imports_testkit_and_core() {
            module(SIMULATION, TESTKIT, CORE)
                    .because("it moves frames and not bytes, so that years fit into a minute;"
                            + " compare with http in a test instead, as FrameSize does")
                    .check(MAIN);
        }

        @Test
        void demo_imports_what_a_program_with_a_server_has() {
            module(DEMO, SERVER, SERVLET, HTTP, CORE)
                    .because("it shows what users have; a test may use testkit instead")
                    .check(MAIN);
        }

        @Test
        void only_the_simulation_looks_behind_the_door_of_the_core() {
            noClasses()
                    .that(are(Module.in(List.of(HTTP, SERVLET, SERVER, TESTKIT, DISCOVERY, DEMO))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.pastecluster.protocol..", "org.pastecluster.runtime..")
                    .because("how a node decides and is driven may change in every version;"
                            + " use Cluster, or Transport of spi, instead")
                    .check(MAIN);
        }

        @Test
        void no_packages_import_each_other_in_a_circle() {
            packages()
                    .should()
                    .beFreeOfCycles()
                    .because("packages in a cycle can be read, tested and replaced only together;"
                            + " move what both need into the lower one instead")
                    .check(MAIN);
        }
    }

    /** Which room of the http module may import which. */
    @Nested
    class RoomsOfHttp {

        private static final String SETTINGS = "org.pastecluster.http";
        private static final String JSON = "org.pastecluster.http.json";
        private static final String WIRE = "org.pastecluster.http.wire";
        private static final String AUTH = "org.pastecluster.http.auth";
        private static final String BATCH = "org.pastecluster.http.batch";
        private static final String LINK = "org.pastecluster.http.link";
        private static final String CLIENT = "org.pastecluster.http.client";
        private static final String HANDLER = "org.pastecluster.http.handler";

        @Test
        void json_imports_nothing_of_the_house() {
            noClasses()
                    .that()
                    .resideInAPackage(JSON)
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(JSON))))
                    .because("it is read and fuzzed on its own; put what knows a field's meaning into wire instead")
                    .check(MAIN);
        }

        @Test
        void the_root_imports_no_other_room() {
            room(SETTINGS)
                    .because("settings are values that every room reads; move what acts on them into its room instead")
                    .check(MAIN);
        }

        @Test
        void batches_import_no_other_room() {
            room(BATCH)
                    .because(
                            "they travel on links and in requests alike; let whoever carries them bring the way instead")
                    .check(MAIN);
        }

        @Test
        void wire_imports_json_and_batches() {
            room(WIRE, JSON, BATCH)
                    .because("bytes do not depend on who sends them or on a setting; take it as a parameter instead")
                    .check(MAIN);
        }

        @Test
        void auth_imports_the_root_json_and_wire() {
            room(AUTH, SETTINGS, JSON, WIRE)
                    .because("both sides prove in the same way who they are; take what differs as a parameter instead")
                    .check(MAIN);
        }

        @Test
        void links_import_the_root_json_wire_and_batches() {
            room(LINK, SETTINGS, JSON, WIRE, BATCH)
                    .because("who dials and who accepts share them, and they are tested without a socket;"
                            + " let client or handler hand in the connection instead")
                    .check(MAIN);
        }

        @Test
        void the_client_does_not_know_the_handler() {
            room(CLIENT, SETTINGS, JSON, WIRE, AUTH, BATCH, LINK)
                    .because("calling and being called meet in the wire form alone; let bootstrap join them instead")
                    .check(MAIN);
        }

        @Test
        void the_handler_does_not_know_the_client() {
            room(HANDLER, SETTINGS, JSON, WIRE, AUTH, LINK)
                    .because("no request thread may call out; let bootstrap hand in what calls instead")
                    .check(MAIN);
        }

        /** Of the module it imports these alone; that bootstrap is imported by nobody, and imports all, follows. */
        private static ArchRule room(String room, String... others) {
            return noClasses()
                    .that()
                    .resideInAPackage(room)
                    .should()
                    .dependOnClassesThat(resideInAPackage(SETTINGS + "..")
                            .and(not(resideInAPackage(room)))
                            .and(not(resideInAnyPackage(others))))
                    .as(room + " imports of http "
                            + (others.length == 0 ? "no other room" : "only " + String.join(", ", others)));
        }
    }

    /** What holds everywhere. */
    @Nested
    class Manners {

        @Test
        void only_programs_print() {
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(NodeMain.class, Demo.class, Simulate.class)
                    .should()
                    .accessTargetWhere(targets(
                            "the console",
                            Map.of(
                                    "java.lang.System", Set.of("out", "err", "console"),
                                    "java.io.FileDescriptor", Set.of("out", "err"))))
                    .orShould()
                    .accessTargetWhere(describe(
                            "printStackTrace()",
                            access -> access.getTarget().getName().equals("printStackTrace")
                                    && access.getTargetOwner().isAssignableTo(Throwable.class)
                                    && takesNothing(access.getTarget())))
                    .because("the console belongs to the program: NodeMain, Demo and Simulate are the ones that are"
                            + " started from a command line; take a PrintStream as a parameter, throw, or return the"
                            + " text instead")
                    .check(MAIN);
        }

        @Test
        void only_runtime_messenger_link_log_and_server_log() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("org.pastecluster.runtime..", "org.pastecluster.messenger..")
                    .and()
                    .doNotBelongToAnyOf(ClusterServerBuilder.class, FullPort.class, LinkLog.class, TomcatLog.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.apache.juli..")
                    .orShould()
                    .dependOnClassesThat(assignableTo(System.Logger.class))
                    .because("the log is the user's, and two rooms decide what is worth a line there, once and bounded:"
                            + " the core's runtime and messenger. Besides it LinkLog says with what was thrown why a link ended,"
                            + " ClusterServerBuilder before a node runs that its URL is silent, FullPort that a port takes no"
                            + " more connections, and TomcatLog hands Tomcat's own lines on. Throw, return a sentence, or hand"
                            + " it to the node's history instead")
                    .check(MAIN);
        }

        @Test
        void nobody_sleeps() {
            noClasses()
                    .should()
                    .accessTargetWhere(targets(
                            "a sleep",
                            Map.of(
                                    "java.lang.Thread", Set.of("sleep"),
                                    "java.util.concurrent.TimeUnit", Set.of("sleep"))))
                    .because("a sleeping thread hears nothing and cannot be simulated;"
                            + " use a timer, or wait for the event itself with a deadline, instead")
                    .check(MAIN);
        }
    }

    /** Classes of this module depend on the JDK and libraries as they like, but of the house on these modules only. */
    private static ArchRule module(Module module, Module... others) {
        List<Module> known =
                Stream.concat(Stream.of(module), Arrays.stream(others)).toList();
        return noClasses()
                .that(are(Module.in(List.of(module))))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(Module.in(known))))
                .as(module + " imports " + (others.length == 0 ? "no other module" : "only " + List.of(others)));
    }

    /** Calls, method references and field accesses alike. */
    private static DescribedPredicate<JavaAccess<?>> targets(String what, Map<String, Set<String>> namesByOwner) {
        return describe(
                what + " " + namesByOwner,
                access -> namesByOwner.entrySet().stream()
                        .anyMatch(entry ->
                                entry.getValue().contains(access.getTarget().getName())
                                        && access.getTargetOwner().isAssignableTo(entry.getKey())));
    }

    private static boolean takesNothing(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget code
                && code.getRawParameterTypes().isEmpty();
    }

    private static GivenSlices packages() {
        return slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return javaClass.getPackageName().startsWith(ROOT)
                        ? SliceIdentifier.of(javaClass.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + ROOT;
            }
        });
    }
}
