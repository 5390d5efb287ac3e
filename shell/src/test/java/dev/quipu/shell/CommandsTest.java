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
        assertThat(run("sample", "list")).isEqualTo(ExitCode.DONE);
        assertThat(SCREEN.takeOut()).isEqualTo("""
            NAME            KNOT COUNT  COLOUR
            summer                   3  red
            winter harvest           1  deep-blue
            """);
    }

    @Test
    void listsAsJsonYamlAndCsv() {
        run("sample", "list", "--output", "json", "--colour=red");
        assertThat(SCREEN.takeOut()).contains("\"name\" : \"summer\"").contains("\"knotCount\" : 3");
        run("-o", "yaml", "sample", "list");
        assertThat(SCREEN.takeOut()).startsWith("- name: summer\n  knotCount: 3\n  colour: red\n");
        run("sample", "list", "-o=csv");
        assertThat(SCREEN.takeOut()).isEqualTo("name,knotCount,colour\nsummer,3,red\n\"winter harvest\",1,deep-blue\n");
    }

    @Test
    void showsDetailsWithANestedListing() {
        run("sample", "show", "winter harvest");
        assertThat(SCREEN.takeOut()).isEqualTo("""
            name:     winter harvest
            tied in:  1.5s
            knots:
              SIZE
                 7
            """);
        run("sample", "show", "winter harvest", "-o", "csv");
        assertThat(SCREEN.takeOut()).contains("[{\"\"size\"\":7}]");
    }

    @Test
    void coloursOnATerminalOnly() {
        application.getBean(Console.class).use(SCREEN.channels(true));
        run("sample", "list");
        assertThat(SCREEN.takeOut()).contains("\033[31mred").contains("\033[1mNAME");
        run("sample", "list", "--no-color");
        assertThat(SCREEN.takeOut()).doesNotContain("\033");
    }

    @Test
    void keepsWordsWhole() {
        run("sample", "echo", "my orders", "--loud", "two words", "--label", "a b", "--label=c=d", "--", "--loud");
        assertThat(SCREEN.takeOut()).isEqualTo("A B|C=D<MY ORDERS|TWO WORDS|--LOUD>\n");
    }

    @Test
    void takesFlagsAndValuesInSubCommands() {
        run("sample", "echo", "-l", "--times", "2", "hello");
        assertThat(SCREEN.takeOut()).isEqualTo("<HELLO>\n<HELLO>\n");
        run("sample", "echo", "--loud=false", "hello");
        assertThat(SCREEN.takeOut()).isEqualTo("<hello>\n");
    }

    @Test
    void suggestsWhatWasMeant() {
        failsWith(ExitCode.USAGE, "there is no command 'sample lst'. Did you mean 'sample list'?", "sample", "lst");
        failsWith(ExitCode.USAGE, "there is no command 'verison'. Did you mean 'version'?", "verison");
        failsWith(ExitCode.USAGE, "has no option --colur. Did you mean '--colour'?", "sample", "list", "--colur=red");
    }

    @Test
    void namesTheSubCommandsOfAGroup() {
        failsWith(ExitCode.USAGE, "'sample' is a group of commands.\nUse one of: sample crash, sample cut", "sample");
    }

    @Test
    void namesWhatIsMissing() {
        failsWith(
                ExitCode.USAGE,
                "error: sample cut needs option --reason (why).\nUsage: sample cut CORD --reason REASON\n",
                "sample",
                "cut",
                "summer");
        failsWith(ExitCode.USAGE, "sample cut needs argument CORD (the cord)", "sample", "cut", "--reason", "x");
        failsWith(ExitCode.USAGE, "sample echo needs argument WORDS", "sample", "echo");
        failsWith(ExitCode.USAGE, "option --reason needs a value (why)", "sample", "cut", "summer", "--reason");
    }

    @Test
    void refusesValuesOfTheWrongForm() {
        failsWith(ExitCode.USAGE, "--colour 'green': use one of red, deep-blue", "sample", "list", "--colour", "green");
        failsWith(ExitCode.USAGE, "--times 'many': is no int", "sample", "echo", "x", "--times", "many");
        failsWith(ExitCode.USAGE, "output format 'xml' does not exist", "sample", "list", "-o", "xml");
        failsWith(ExitCode.USAGE, "sample list takes no argument 'x'", "sample", "list", "x");
        failsWith(ExitCode.USAGE, "option --reason is given twice", "sample", "cut", "a", "--reason=1", "--reason=2");
    }

    @Test
    void saysWhyItRefuses() {
        failsWith(
                ExitCode.REFUSED,
                "error: cord summer holds knots.\nUntie it first: sample untie summer\n",
                "sample",
                "cut",
                "summer",
                "--reason",
                "worn");
    }

    @Test
    void hidesTheStackTraceUnlessDebugging() {
        failsWith(
                ExitCode.FAILED,
                "error: the cord tore (IllegalStateException).\nRun it again with --debug for the details.\n",
                "sample",
                "crash");
        failsWith(ExitCode.FAILED, "at dev.quipu.shell.sample.SampleCommands.crash", "sample", "crash", "--debug");
    }

    @Test
    void asksOnlyWhereSomebodyCanAnswer() {
        List<String> cut = List.of("sample", "cut", "winter harvest", "--reason", "worn");
        Console console = application.getBean(Console.class);
        failsWith(ExitCode.USAGE, "Add --yes to confirm", cut.toArray(String[]::new));
        assertThat(run("sample", "cut", "winter harvest", "--reason", "worn", "--yes"))
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
        run("sample", "work");
        assertThat(SCREEN.takeErr()).isEqualTo("Tying\nDyeing\nDone.\n");
        application.getBean(Console.class).use(SCREEN.channels(true));
        run("sample", "work");
        assertThat(SCREEN.takeErr()).isEqualTo("\r\033[KTying\r\033[KTying: 1 of 2\r\033[KDyeing\r\033[KDone.\n");
    }

    @Test
    void explainsACommandByOptionAndByCommand() {
        run("sample", "cut", "--help");
        String byOption = SCREEN.takeOut();
        run("help", "sample", "cut");
        assertThat(SCREEN.takeOut()).isEqualTo(byOption).startsWith("sample cut - Cut a cord\n");
        run("sample", "-h");
        assertThat(SCREEN.takeOut()).startsWith("The commands under 'sample'.");
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
