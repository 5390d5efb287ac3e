package dev.quipu.ledger.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerArchitectureTest {

    private static final String ROOT = "dev.quipu.ledger";
    private static final String[] CORE = {ROOT + ".event..", ROOT + ".state..", ROOT + ".decide.."};
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void coreUsesNothingButJavaAndImmutableCollections() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(resideInAnyPackage("java..", "org.jspecify..", "kotlinx.collections.immutable..")))
                .check(CLASSES);
    }

    @Test
    void eventsKnowNoStateAndStatesNoCommands() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".state..", ROOT + ".decide..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".state..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".decide..")
                .check(CLASSES);
    }

    @Test
    void coreAsksForNoTimeNoChanceAndNoInput() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(File.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.lang.System$Logger", "java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void nobodyButTheEdgeUsesKafka() {
        ModuleRules.kafkaOnlyIn(ROOT + ".kafka..", ROOT + ".local..", ROOT + ".backup..", ROOT + ".telemetry.topic..")
                .check(CLASSES);
    }

    @Test
    void proofsReadNoFilesButThatOfHashes() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".proof..")
                .and()
                .haveSimpleNameNotStartingWith("HashFile")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(File.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                .check(CLASSES);
    }

    @Test
    void nobodyButTheAuditStoreUsesItsDatabase() {
        noClasses()
                .that(resideOutsideOfPackages(ROOT + ".audit.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void whatSqlTouchesIsFoundWithoutAnyIO() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".objects..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + ".objects..",
                        ROOT + ".change..",
                        ROOT + ".event..",
                        "java.lang..",
                        "java.util..",
                        "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCircle() {
        ModuleRules.noCyclesBelow(ROOT).check(CLASSES);
    }

    @Test
    void aServiceCanEmbedIt() {
        ModuleRules.noSpring().check(CLASSES);
        ModuleRules.noUseOf("dev.quipu.consumers..", "dev.quipu.shell..").check(CLASSES);
    }

    @Test
    void nothingReachesIntoTheRules() {
        noClasses()
                .that(resideOutsideOfPackages(ROOT + ".state.."))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.state\\..*Rul(es|ing)")
                .check(CLASSES);
    }
}
