package dev.quipu.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.quipu.shell.node.NodeMain;
import org.junit.jupiter.api.Test;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.stereotype.Component;

/** What the classes of the shell may use. */
class ArchitectureTest {

    private static final JavaClasses SHELL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.quipu.shell");

    @Test
    void onlyTheProgramsTouchTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(QuipuShell.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(NodeMain.class.getName())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(SHELL);
    }

    @Test
    void commandsAreMethodsOfComponents() {
        methods()
                .that()
                .areAnnotatedWith(Command.class)
                .should()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(Component.class)
                .check(SHELL);
    }
}
