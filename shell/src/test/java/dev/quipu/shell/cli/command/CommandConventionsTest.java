package dev.quipu.shell.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.shell.QuipuShell;
import dev.quipu.shell.cli.line.GlobalOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.completion.CompletionProvider;

/** What every command of the application keeps to. */
class CommandConventionsTest {

    @ParameterizedTest
    @MethodSource("commands")
    void isExplained(ShellCommand command) {
        assertThat(command.description()).matches("[A-Z].*[^.]");
        assertThat(command.group()).isNotEmpty();
        assertThat(command.examples()).isNotEmpty().allMatch(example -> example.startsWith(command.name()));
        assertThat(command.parameters())
                .allSatisfy(parameter -> assertThat(parameter.description()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void leavesTheGlobalOptionsAlone(ShellCommand command) {
        for (GlobalOptions.Described global : GlobalOptions.ALL) {
            assertThat(command.optionParameters())
                    .noneMatch(option -> option.name().equals(global.longName())
                            || (option.shortName() != ' ' && option.shortName() == global.shortName()));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void usesOnlyTheAttributesTheShellReads(ShellCommand command) {
        Command declared = command.method().getAnnotation(Command.class);
        assertThat(List.of(
                        declared.completionProvider(),
                        declared.exitStatusExceptionMapper(),
                        declared.availabilityProvider(),
                        declared.help()))
                .containsOnly("");
    }

    @Test
    void namesProvidersThatExist() {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(commands(application))
                    .flatMap(ShellCommand::parameters)
                    .extracting(CommandParameter::completedBy)
                    .filteredOn(name -> !name.isEmpty())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(application.getBean(name)).isInstanceOf(CompletionProvider.class));
        }
    }

    static List<ShellCommand> commands() {
        try (ConfigurableApplicationContext application = start()) {
            return commands(application);
        }
    }

    private static List<ShellCommand> commands(ConfigurableApplicationContext application) {
        return application.getBean(CommandCatalog.class).all();
    }

    private static ConfigurableApplicationContext start() {
        SpringApplication application = new SpringApplication(QuipuShell.class);
        application.setAddCommandLineProperties(false);
        return application.run("clear");
    }
}
