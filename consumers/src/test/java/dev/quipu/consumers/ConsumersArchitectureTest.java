package dev.quipu.consumers;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.quipu.ledger.architecture.ModuleRules;
import org.junit.jupiter.api.Test;

class ConsumersArchitectureTest {

    private static final String ROOT = "dev.quipu.consumers";
    private static final String SPRING = "dev.quipu.consumers.spring..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesAreFreeOfCycles() {
        ModuleRules.noCyclesBelow(ROOT).check(CLASSES);
    }

    @Test
    void aServiceCanEmbedTheModuleWithoutSpring() {
        ModuleRules.springOnlyIn(SPRING).check(CLASSES);
    }

    @Test
    void aServiceCanEmbedTheModuleWithoutMicrometer() {
        ModuleRules.micrometerOnlyIn("dev.quipu.consumers.metrics..", SPRING).check(CLASSES);
    }

    @Test
    void nothingElseKnowsTheAutoConfiguration() {
        ModuleRules.noUseFromElsewhere(SPRING).check(CLASSES);
    }

    @Test
    void onlyTheLedgerTalksToKafka() {
        ModuleRules.kafkaOnlyIn().check(CLASSES);
    }

    @Test
    void theShellIsNotKnownHere() {
        ModuleRules.noUseOf("dev.quipu.shell..").check(CLASSES);
    }
}
