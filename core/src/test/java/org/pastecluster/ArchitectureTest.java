package org.pastecluster;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.syntax.GivenSlices;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The plan of the house: which room knows which, and what must not be brought into which. */
class ArchitectureTest {

    private static final String ROOT = "org.pastecluster";
    private static final String SPI = "org.pastecluster.spi";
    private static final String MESSAGE = "org.pastecluster.message";
    private static final String PROTOCOL = "org.pastecluster.protocol";
    private static final String DELIVERY = "org.pastecluster.delivery";
    private static final String MESSENGER = "org.pastecluster.messenger";
    private static final String RUNTIME = "org.pastecluster.runtime";
    private static final String BOOTSTRAP = "org.pastecluster.bootstrap";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludePackageInfos())
            .importPackages(ROOT);

    /** Who may import whom. */
    @Nested
    class Rooms {

        @Test
        void the_root_imports_no_other_room() {
            room(ROOT)
                    .because("users read it on its own, and every other room builds on it;"
                            + " move what needs another room into that room instead")
                    .check(MAIN);
        }

        @Test
        void message_imports_root_only() {
            room(MESSAGE, ROOT)
                    .because("messages are values that every room shares; put what acts on them into protocol instead")
                    .check(MAIN);
        }

        @Test
        void spi_imports_root_and_message() {
            room(SPI, ROOT, MESSAGE)
                    .because("who fills a hole must not see the machine behind it;"
                            + " pass values of root or message through the hole instead")
                    .check(MAIN);
        }

        @Test
        void protocol_imports_root_and_message() {
            room(PROTOCOL, ROOT, MESSAGE)
                    .because("the simulation runs it without a runtime; take an Input and return an Output instead")
                    .check(MAIN);
        }

        @Test
        void delivery_imports_root_and_message() {
            room(DELIVERY, ROOT, MESSAGE)
                    .because("how a message gets its verdict is decided without threads, time and ways;"
                            + " put what drives it into messenger instead")
                    .check(MAIN);
        }

        @Test
        void messenger_imports_all_that_is_below_it_but_the_protocol() {
            room(MESSENGER, ROOT, SPI, MESSAGE, DELIVERY)
                    .because(
                            "messages know neither the election nor who drives it; ask the node through Carrier instead")
                    .check(MAIN);
        }

        @Test
        void runtime_imports_all_but_bootstrap() {
            room(RUNTIME, ROOT, SPI, MESSAGE, PROTOCOL, MESSENGER)
                    .because("it does not know who builds it; take what it needs in its constructor instead")
                    .check(MAIN);
        }

        @Test
        void bootstrap_reaches_the_protocol_through_the_runtime() {
            room(BOOTSTRAP, ROOT, SPI, MESSAGE, MESSENGER, RUNTIME)
                    .because("one class at most decides how the protocol is driven; call runtime instead")
                    .check(MAIN);
        }

        @Test
        void no_two_packages_import_each_other() {
            packages()
                    .should()
                    .beFreeOfCycles()
                    .because("packages in a cycle can be read, tested and replaced only together;"
                            + " move what both need into the lower one instead")
                    .check(MAIN);
        }

        @Test
        void only_runtime_and_messenger_log() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(RUNTIME, MESSENGER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.slf4j..", "java.util.logging..")
                    .because("two rooms decide what is logged; return an Output, throw, or hand it to runtime instead")
                    .check(MAIN);
        }
    }

    /** Same inputs, same outputs: what protocol, delivery and message must not touch. */
    @Nested
    class Determinism {

        @Test
        void no_clock() {
            pure().accessTargetWhere(targets(
                            "a clock",
                            Map.of(
                                    "java.lang.System", Set.of("nanoTime", "currentTimeMillis"),
                                    "java.util.Date", Set.of("<init>"))))
                    .orShould()
                    .accessTargetWhere(describe(
                            "now() of java.time",
                            access -> access.getTarget().getName().equals("now")
                                    && access.getTargetOwner().getPackageName().startsWith("java.time")))
                    .orShould()
                    .dependOnClassesThat(belongToAnyOf(Clock.class, InstantSource.class))
                    .because(
                            "simulated time must be all the time there is; use the time that comes with the input instead")
                    .check(MAIN);
        }

        @Test
        void no_thread() {
            pure().dependOnClassesThat(assignableTo(Thread.class))
                    .orShould()
                    .dependOnClassesThat(assignableTo(ThreadLocal.class))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.concurrent..")
                    .because("one thread at a time calls the protocol; leave threads to runtime,"
                            + " and use Outputs and plain collections instead")
                    .check(MAIN);
        }

        @Test
        void no_input_or_output() {
            pure().dependOnClassesThat()
                    .resideInAnyPackage("java.io..", "java.net..", "java.nio..")
                    .because("a step must neither wait nor fail for the outside; return an Output instead,"
                            + " which the runtime carries out")
                    .check(MAIN);
        }

        @Test
        void no_random() {
            pure().dependOnClassesThat(belongToAnyOf(Random.class, SplittableRandom.class))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.util.random..", "java.security..")
                    .orShould()
                    .accessTargetWhere(targets(
                            "a source of chance",
                            Map.of(
                                    UUID.class.getName(), Set.of("randomUUID"),
                                    Math.class.getName(), Set.of("random"),
                                    Collections.class.getName(), Set.of("shuffle"))))
                    .because("a run must repeat from its seed; use the entropy that the protocol is given instead")
                    .check(MAIN);
        }

        @Test
        void no_logger() {
            pure().dependOnClassesThat()
                    .resideInAnyPackage("org.slf4j..", "java.util.logging..")
                    .orShould()
                    .dependOnClassesThat(assignableTo(System.Logger.class))
                    .because("what is worth telling is an Output that the simulation can check too; return one instead")
                    .check(MAIN);
        }

        @Test
        void no_surprising_order() {
            pure().dependOnClassesThat(
                            belongToAnyOf(HashMap.class, HashSet.class, IdentityHashMap.class, WeakHashMap.class))
                    .orShould()
                    .accessTargetWhere(targets(
                            "an order that differs between runs",
                            Map.of(
                                    Set.class.getName(), Set.of("of", "copyOf"),
                                    Map.class.getName(), Set.of("of", "copyOf", "ofEntries"),
                                    Collectors.class.getName(),
                                            Set.of(
                                                    "toSet",
                                                    "toMap",
                                                    "toUnmodifiableSet",
                                                    "toUnmodifiableMap",
                                                    "groupingBy"),
                                    Collection.class.getName(), Set.of("parallelStream"),
                                    BaseStream.class.getName(), Set.of("parallel", "unordered"),
                                    System.class.getName(), Set.of("identityHashCode"))))
                    .because("the order of iteration reaches the outputs, and hash order is different in every process;"
                            + " use LinkedHashMap, LinkedHashSet, TreeMap or ArrayList instead"
                            + " (Set.of and Map.of are shuffled at each start of the JVM)")
                    .check(MAIN);
        }
    }

    /** What holds in every room, or in one. */
    @Nested
    class Manners {

        @Test
        void messages_are_records_enums_and_sealed_interfaces() {
            classes()
                    .that()
                    .resideInAPackage(MESSAGE)
                    .and()
                    .areNotAnonymousClasses()
                    .should(beRecordEnumOrSealedInterface())
                    .because("messages are immutable, and a switch over them is checked for completeness;"
                            + " use a record, and put behaviour into protocol instead")
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
                    .because("a sleeping thread hears nothing and cannot be simulated; use a timer instead")
                    .check(MAIN);
        }

        @Test
        void nobody_prints() {
            noClasses()
                    .should()
                    .accessTargetWhere(targets("the console", Map.of("java.lang.System", Set.of("out", "err"))))
                    .orShould()
                    .accessTargetWhere(describe(
                            "printStackTrace",
                            access -> access.getTarget().getName().equals("printStackTrace")
                                    && access.getTargetOwner().isAssignableTo(Throwable.class)))
                    .because("the console belongs to the program that embeds us; use the logger in runtime instead")
                    .check(MAIN);
        }
    }

    /** Classes of this room depend on the JDK and libraries as they like, but inside of the house on these rooms only. */
    private static ArchRule room(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAPackage(room)))
                        .and(not(resideInAnyPackage(others))))
                .as(room + " imports " + (others.length == 0 ? "no other room" : "only " + String.join(", ", others)));
    }

    private static ClassesShould pure() {
        return noClasses()
                .that()
                .resideInAnyPackage(PROTOCOL, DELIVERY, MESSAGE)
                .should();
    }

    /** Calls, method references and field accesses alike. */
    private static DescribedPredicate<JavaAccess<?>> targets(String what, Map<String, Set<String>> namesByOwner) {
        return describe(
                what + " " + namesByOwner,
                access -> namesByOwner.entrySet().stream()
                        .anyMatch(entry -> isMemberOf(access.getTarget(), entry.getKey(), entry.getValue())));
    }

    private static boolean isMemberOf(AccessTarget target, String owner, Set<String> names) {
        return names.contains(target.getName()) && target.getOwner().isAssignableTo(owner);
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

    private static ArchCondition<JavaClass> beRecordEnumOrSealedInterface() {
        return new ArchCondition<>("be records, enums or sealed interfaces") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                boolean fits = javaClass.isRecord()
                        || javaClass.isEnum()
                        || (javaClass.isInterface() && javaClass.reflect().isSealed());
                if (!fits) {
                    events.add(SimpleConditionEvent.violated(
                            javaClass, javaClass.getName() + " is no record, enum or sealed interface"));
                }
            }
        };
    }
}
