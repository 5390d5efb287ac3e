package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Channels;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.run.Dispatcher;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Commands in the process: parsing, binding, output, failures. */
class CommandsTest {

    private static final Screen SCREEN = new Screen();
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        SpringApplication shell = QuipuShell.application(false, false);
        shell.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("screen", Channels.class, () -> SCREEN.channels(false), bean -> bean.setPrimary(true)));
        application = shell.run("version");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void clear() {
        application.getBean(Console.class).use(SCREEN.channels(false));
        SCREEN.takeOut();
        SCREEN.takeErr();
    }

    @Test
    void listsAsAnAlignedTable() {
        assertThat(run("demo", "list")).isEqualTo(ExitCode.DONE);
        assertThat(SCREEN.takeOut()).isEqualTo("""
            NAME            KNOT COUNT  COLOUR
            summer                   3  red
            winter harvest           1  deep-blue
            """);
    }

    @Test
    void listsAsJsonYamlAndCsv() {
        run("demo", "list", "--output", "json", "--colour=red");
        assertThat(SCREEN.takeOut()).contains("\"name\" : \"summer\"").contains("\"knotCount\" : 3");
        run("-o", "yaml", "demo", "list");
        assertThat(SCREEN.takeOut()).startsWith("- name: summer\n  knotCount: 3\n  colour: red\n");
        run("demo", "list", "-o=csv");
        assertThat(SCREEN.takeOut()).isEqualTo("name,knotCount,colour\nsummer,3,red\n\"winter harvest\",1,deep-blue\n");
    }

    @Test
    void showsDetailsWithANestedListing() {
        run("demo", "show", "winter harvest");
        assertThat(SCREEN.takeOut()).isEqualTo("""
            name:     winter harvest
            tied in:  1.5s
            knots:
              SIZE
                 7
            """);
        run("demo", "show", "winter harvest", "-o", "csv");
        assertThat(SCREEN.takeOut()).contains("[{\"\"size\"\":7}]");
    }

    @Test
    void coloursOnATerminalOnly() {
        application.getBean(Console.class).use(SCREEN.channels(true));
        run("demo", "list");
        assertThat(SCREEN.takeOut()).contains("\033[31mred").contains("\033[1mNAME");
        run("demo", "list", "--no-color");
        assertThat(SCREEN.takeOut()).doesNotContain("\033");
    }

    @Test
    void keepsWordsWhole() {
        run("demo", "echo", "my orders", "--loud", "two words", "--label", "a b", "--label=c=d", "--", "--loud");
        assertThat(SCREEN.takeOut()).isEqualTo("A B|C=D<MY ORDERS|TWO WORDS|--LOUD>\n");
    }

    @Test
    void takesFlagsAndValuesInSubCommands() {
        run("demo", "echo", "-l", "--times", "2", "hello");
        assertThat(SCREEN.takeOut()).isEqualTo("<HELLO>\n<HELLO>\n");
        run("demo", "echo", "--loud=false", "hello");
        assertThat(SCREEN.takeOut()).isEqualTo("<hello>\n");
    }

    @Test
    void suggestsWhatWasMeant() {
        failsWith(ExitCode.USAGE, "there is no command 'demo lst'. Did you mean 'demo list'?", "demo", "lst");
        failsWith(ExitCode.USAGE, "there is no command 'verison'. Did you mean 'version'?", "verison");
        failsWith(ExitCode.USAGE, "has no option --colur. Did you mean '--colour'?", "demo", "list", "--colur=red");
    }

    @Test
    void namesTheSubCommandsOfAGroup() {
        failsWith(ExitCode.USAGE, "'demo' is a group of commands.\nUse one of: demo crash, demo cut", "demo");
    }

    @Test
    void namesWhatIsMissing() {
        failsWith(
                ExitCode.USAGE,
                "error: demo cut needs option --reason (why).\nUsage: demo cut CORD --reason REASON\n",
                "demo",
                "cut",
                "summer");
        failsWith(ExitCode.USAGE, "demo cut needs argument CORD (the cord)", "demo", "cut", "--reason", "x");
        failsWith(ExitCode.USAGE, "demo echo needs argument WORDS", "demo", "echo");
        failsWith(ExitCode.USAGE, "option --reason needs a value (why)", "demo", "cut", "summer", "--reason");
    }

    @Test
    void refusesValuesOfTheWrongForm() {
        failsWith(ExitCode.USAGE, "--colour 'green': use one of red, deep-blue", "demo", "list", "--colour", "green");
        failsWith(ExitCode.USAGE, "--times 'many': is no int", "demo", "echo", "x", "--times", "many");
        failsWith(ExitCode.USAGE, "output format 'xml' does not exist", "demo", "list", "-o", "xml");
        failsWith(ExitCode.USAGE, "demo list takes no argument 'x'", "demo", "list", "x");
        failsWith(ExitCode.USAGE, "option --reason is given twice", "demo", "cut", "a", "--reason=1", "--reason=2");
    }

    @Test
    void saysWhyItRefuses() {
        failsWith(
                ExitCode.REFUSED,
                "error: cord summer holds knots.\nUntie it first: demo untie summer\n",
                "demo",
                "cut",
                "summer",
                "--reason",
                "worn");
    }

    @Test
    void hidesTheStackTraceUnlessDebugging() {
        failsWith(
                ExitCode.FAILED,
                "error: the cord tore (IllegalStateException).\nRun it again with --debug for the details\n",
                "demo",
                "crash");
        failsWith(ExitCode.FAILED, "at dev.quipu.shell.demo.DemoCommands.crash", "demo", "crash", "--debug");
    }

    @Test
    void asksOnlyWhereSomebodyCanAnswer() {
        List<String> cut = List.of("demo", "cut", "winter harvest", "--reason", "worn");
        Console console = application.getBean(Console.class);
        failsWith(ExitCode.USAGE, "Add --yes to confirm", cut.toArray(String[]::new));
        assertThat(run("demo", "cut", "winter harvest", "--reason", "worn", "--yes"))
                .isEqualTo(ExitCode.DONE);
        assertThat(SCREEN.takeErr()).isEqualTo("Cut winter harvest: worn\n");
        console.use(SCREEN.channels(true));
        SCREEN.answer("n");
        failsWith(ExitCode.FAILED, "cancelled, nothing was changed", cut.toArray(String[]::new));
        SCREEN.answer("y");
        assertThat(run(cut.toArray(String[]::new))).isEqualTo(ExitCode.DONE);
        assertThat(SCREEN.takeErr()).startsWith("Cut winter harvest? [y/N] ");
    }

    @Test
    void showsProgressByPhaseOrAsOneLine() {
        run("demo", "work");
        assertThat(SCREEN.takeErr()).isEqualTo("Tying\nDyeing\nDone.\n");
        application.getBean(Console.class).use(SCREEN.channels(true));
        run("demo", "work");
        assertThat(SCREEN.takeErr()).isEqualTo("\r\033[KTying\r\033[KTying: 1 of 2\r\033[KDyeing\r\033[KDone.\n");
    }

    @Test
    void explainsACommandByOptionAndByCommand() {
        run("demo", "cut", "--help");
        String byOption = SCREEN.takeOut();
        run("help", "demo", "cut");
        assertThat(SCREEN.takeOut()).isEqualTo(byOption).startsWith("demo cut - Cut a cord\n");
        run("demo", "-h");
        assertThat(SCREEN.takeOut()).startsWith("The commands under 'demo'.");
    }

    private static void failsWith(ExitCode code, String message, String... words) {
        assertThat(run(words)).isEqualTo(code);
        assertThat(SCREEN.takeErr()).contains(message);
        assertThat(SCREEN.takeOut()).isEmpty();
    }

    private static ExitCode run(String... words) {
        return application.getBean(Dispatcher.class).run(List.of(words));
    }
}
