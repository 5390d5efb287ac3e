package dev.quipu.ledger.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** What may use what, for every module (docs/architecture.md). */
public final class ModuleRules {

    private ModuleRules() {}

    /** Packages below {@code root} don't depend on each other in a circle. */
    public static ArchRule noCyclesBelow(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    /** Only these packages use Kafka; all others see the ledger's own interfaces. */
    public static ArchRule kafkaOnlyIn(String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..");
    }

    /** A plain library: a service can embed it without Spring. */
    public static ArchRule noSpring() {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..");
    }

    /** Only these packages use Spring; all others are a plain library. */
    public static ArchRule springOnlyIn(String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..");
    }

    /** Only these packages use Micrometer, which a service may do without. */
    public static ArchRule micrometerOnlyIn(String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..");
    }

    /** This package is on top of all others. */
    public static ArchRule noUseFromElsewhere(String top) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(top)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(top);
    }

    /** Lower modules don't know the ones that use them. */
    public static ArchRule noUseOf(String... modules) {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(modules);
    }
}
