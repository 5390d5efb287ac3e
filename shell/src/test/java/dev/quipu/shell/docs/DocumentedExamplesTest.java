package dev.quipu.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.shell.TestHome;
import dev.quipu.shell.cli.line.Words;
import dev.quipu.shell.config.QuipuHome;
import dev.quipu.shell.node.NodeClient;
import dev.quipu.shell.node.NodeLauncher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and guide show is what happens. */
class DocumentedExamplesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void createHome() throws IOException {
        TestHome.create(ShellProcess.home(folder));
    }

    @AfterEach
    void stopTheNode() throws IOException {
        new NodeClient(new QuipuHome(ShellProcess.home(folder)), NodeLauncher.standard()).stop();
        TestHome.release(ShellProcess.home(folder));
    }

    @ParameterizedTest
    @MethodSource("pagesToRun")
    void examplesDoWhatThePageSays(Path page) throws Exception {
        try (PipedShell shell = new PipedShell(folder)) {
            for (Page.Block block : Page.read(page).blocks()) {
                if (block.isFile()) {
                    Path file = folder.resolve(block.fileName());
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, block.text());
                } else if (block.isRun()) {
                    String printed = block.exitCode() == 0 ? shell.run(block.commands()) : failed(block);
                    block.output().forEach(line -> assertThat(printed).containsPattern(pattern(line)));
                }
            }
        }
    }

    /** A line as the page shows it: an ellipsis stands for what differs from run to run. */
    private static Pattern pattern(String line) {
        return Pattern.compile(
                Arrays.stream(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    static List<Path> pagesToRun() throws IOException {
        List<Path> run = new ArrayList<>();
        for (Path page : pages()) {
            if (Page.read(page).blocks().stream().anyMatch(Page.Block::isRun)) {
                run.add(page);
            }
        }
        return run;
    }

    @Test
    void everyChangeFileIsValid() throws IOException {
        for (Path page : pages()) {
            for (Page.Block block : Page.read(page).blocks()) {
                if (block.language().equals("yaml")) {
                    assertThat(ChangeFileParser.parse(
                                    page.getFileName() + ".yaml", whole(block).getBytes(StandardCharsets.UTF_8)))
                            .isInstanceOf(ParsedChange.Valid.class);
                }
            }
        }
    }

    /** A block may show the steps alone. */
    private static String whole(Page.Block block) {
        return block.text().startsWith("steps:")
                ? "service: orders\nnumber: 1\nname: steps\nintent: Steps\n" + block.text()
                : block.text();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> guide = Files.list(Page.ROOT.resolve("docs/guide"))) {
            return Stream.concat(Stream.of(Page.ROOT.resolve("README.md")), guide)
                    .toList();
        }
    }

    /** What a command prints that fails, in a process of its own: a script would end with it. */
    private String failed(Page.Block block) throws IOException, InterruptedException {
        assertThat(block.commands()).hasSize(1);
        Process process = ShellProcess.in(folder, Words.split(block.commands().getFirst()))
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(block.exitCode());
        return printed;
    }
}
