package dev.quipu.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README and guide show is what happens. */
class DocumentedExamplesTest {

    @TempDir
    Path folder;

    @AfterEach
    void stopTheNode() throws Exception {
        quipu("down");
    }

    @Test
    void theReadmesFirstChangeWorks() throws Exception {
        for (Page.Block block : Page.read(Page.ROOT.resolve("README.md")).blocks()) {
            if (block.mark().startsWith("file ")) {
                Files.writeString(folder.resolve(block.mark().substring("file ".length())), block.text());
            } else if (block.mark().equals("run")) {
                String printed = quipu(block.commands().toArray(String[]::new));
                block.output().forEach(line -> assertThat(printed).contains(line));
            }
        }
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

    /** Runs lines as a script and returns all that is printed. */
    private String quipu(String... lines) throws IOException, InterruptedException {
        Path script = Files.write(folder.resolve("script"), List.of(lines));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.quipu.shell.QuipuShell",
                        "-f",
                        script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("QUIPU_HOME", folder.resolve("home").toString());
        int code = builder.start().waitFor();
        String printed = Files.readString(output);
        assertThat(code).as(printed).isZero();
        return printed;
    }
}
