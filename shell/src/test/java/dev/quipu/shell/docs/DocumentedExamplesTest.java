package dev.quipu.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.shell.cli.line.Words;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and guide show is what happens. */
class DocumentedExamplesTest {

    @TempDir
    Path folder;

    @AfterEach
    void stopTheNode() throws Exception {
        quipu(0, List.of("down"));
    }

    @ParameterizedTest
    @MethodSource("pagesToRun")
    void examplesDoWhatThePageSays(Path page) throws Exception {
        for (Page.Block block : Page.read(page).blocks()) {
            if (block.isFile()) {
                Path file = folder.resolve(block.fileName());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            } else if (block.isRun()) {
                String printed = quipu(block.exitCode(), block.commands());
                block.output().forEach(line -> assertThat(printed).containsPattern(pattern(line)));
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
                                    page.getFileName() + ".yaml", block.text().getBytes(StandardCharsets.UTF_8)))
                            .isInstanceOf(ParsedChange.Valid.class);
                }
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> guide = Files.list(Page.ROOT.resolve("docs/guide"))) {
            return Stream.concat(Stream.of(Page.ROOT.resolve("README.md")), guide)
                    .toList();
        }
    }

    /** Runs lines as one script, or a line alone as one command, and returns all that is printed. */
    private String quipu(int exitCode, List<String> lines) throws IOException, InterruptedException {
        List<String> words = lines.size() == 1
                ? Words.split(lines.getFirst())
                : List.of("-f", Files.write(folder.resolve("script"), lines).toString());
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.quipu.shell.QuipuShell"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("QUIPU_HOME", folder.resolve("home").toString());
        int code = builder.start().waitFor();
        String printed = Files.readString(output);
        assertThat(code).as(printed).isEqualTo(exitCode);
        return printed;
    }
}
