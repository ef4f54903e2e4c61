package org.pastecluster.spring.suite;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.spring.boot.ManagementPort;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** The plan of the house where Spring is in it, and whether the one jar fits the generation that runs it. */
@Tag("core")
@Tag("rules")
@Tag("jdk")
class RulesTest {

    private static final String BOOT3 = "org.pastecluster.spring.boot.boot3";
    private static final String BOOT4 = "org.pastecluster.spring.boot.boot4";
    private static final boolean IS_THREE = SpringBootVersion.getVersion().startsWith("3.");

    private static final boolean HAS_NETTY = ClassUtils.isPresent("reactor.netty.Connection", null);
    private static final Pattern NETTYS = Pattern.compile("(reactor|io)\\.netty\\.");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/spring/suite/"))
            .withImportOption(new ImportOption.DoNotIncludePackageInfos())
            .importPackages("org.pastecluster.spring");

    @Test
    void every_member_of_spring_that_is_called_is_there() {
        noClasses()
                .that()
                .resideOutsideOfPackage(IS_THREE ? BOOT4 : BOOT3)
                .should()
                .accessTargetWhere(describe("a member that this generation has not", RulesTest::isMissing))
                .because("it was compiled against one generation and runs on both; put what differs into the adapters")
                .check(MAIN);
    }

    private static boolean isMissing(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getPackageName() + ".";
        return (owner.startsWith("org.springframework.") || (HAS_NETTY && NETTYS.matcher(owner).lookingAt()))
                && access.getTarget().resolveMember().isEmpty();
    }

    @Test
    void one_room_knows_netty() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.pastecluster.spring.boot.netty", "org.pastecluster.spring.boot.leader", "org.pastecluster.spring.boot.messages")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.netty..", "reactor.."))
                .because("applications without it must not meet it; the condition of an auto-configuration names it by a string")
                .check(MAIN);
    }

    @Test
    void each_bean_gives_way_to_one_of_the_application() {
        methods()
                .that()
                .areAnnotatedWith(Bean.class)
                .and()
                .areDeclaredInClassesThat()
                .doNotBelongToAnyOf(ManagementPort.class)
                .and()
                .doNotHaveName("pasteCluster")
                .should()
                .beAnnotatedWith(ConditionalOnMissingBean.class)
                .because("an application replaces what it wants otherwise; the node as a whole, pasteCluster, by the condition of its class")
                .check(MAIN);
    }

    @Test
    void nobody_knows_the_adapters() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BOOT3, BOOT4)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BOOT3, BOOT4)
                .because("what both generations share runs where one of them is missing")
                .check(MAIN);
    }

    @Test
    void what_applications_use_does_not_know_spring_boot() {
        noClasses()
                .that()
                .resideInAPackage("org.pastecluster.spring")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.pastecluster.spring.boot..", "org.springframework.boot.."))
                .because("the arrows are boot to spring to core")
                .check(MAIN);
    }

    @Test
    void only_one_room_knows_what_names_nodes() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.pastecluster.discovery..", "org.pastecluster.spring.boot.discovery")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.pastecluster.discovery..")
                .because("applications have the modules of discovery or not; load their classes in that room alone")
                .check(MAIN);
    }

    @Test
    void nobody_looks_behind_the_door_of_the_core() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.pastecluster.protocol..", "org.pastecluster.runtime..", "org.pastecluster.server.."))
                .because("how a node decides and is driven may change in every version; use Cluster instead")
                .check(MAIN);
    }

    @Test
    void no_packages_import_each_other_in_a_circle() {
        slices().matching("org.pastecluster.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a cycle can be read, tested and replaced only together")
                .check(MAIN);
    }
}
