package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process: arguments and stdin in; exit code, stdout and stderr out. */
class ProcessTest {

    @TempDir
    Path folder;

    record Ended(int code, String out, String err) {}

    @Test
    void writesDataToStdoutAndNothingElse() throws Exception {
        Ended ended = quipu("", Map.of(), "sample", "echo", "my orders", "naïve 紐");
        assertThat(ended).isEqualTo(new Ended(0, "<my orders|naïve 紐>\n", ""));
    }

    @Test
    void endsWithTheCodeOfTheFailure() throws Exception {
        Ended ended = quipu("", Map.of("DEBUG", "1"), "sample", "cut", "summer", "--reason", "x");
        assertThat(ended)
                .isEqualTo(new Ended(3, "", "error: cord summer holds knots.\nUntie it first: sample untie summer\n"));
    }

    @Test
    void coloursUnlessToldOtherwise() throws Exception {
        String[] list = {"sample", "list"};
        Map<String, String> terminal = Map.of("TERM", "xterm", "JAVA_TERMINAL", "out");
        assertThat(quipu("", terminal, list).out()).contains("\033[1m");
        assertThat(quipu("", Map.of("TERM", "xterm", "JAVA_TERMINAL", "out", "NO_COLOR", "1"), list)
                        .out())
                .doesNotContain("\033");
        assertThat(quipu("", Map.of("TERM", "dumb", "JAVA_TERMINAL", "out"), list)
                        .out())
                .doesNotContain("\033");
    }

    @Test
    void stopsAScriptAtTheFirstFailure() throws Exception {
        String script = """
            # a comment

            // another
            sample echo "first line" 'it''s'
            sample echo --times x
            sample echo never
            """;
        Path file = Files.writeString(folder.resolve("tie.quipu"), script);
        Ended fromFile = quipu("", Map.of(), "-f", file.toString());
        assertThat(fromFile.code()).isEqualTo(2);
        assertThat(fromFile.out()).isEqualTo("<first line|its>\n");
        assertThat(fromFile.err()).startsWith("error: " + file + " line 5: ");
        Ended piped = quipu(script, Map.of());
        assertThat(piped.code()).isEqualTo(2);
        assertThat(piped.out()).isEqualTo("<first line|its>\n");
        assertThat(piped.err()).startsWith("error: stdin line 5: ");
    }

    @Test
    void namesAScriptThatIsNotThere() throws Exception {
        Ended ended = quipu("", Map.of(), "-f", "no-such-file");
        assertThat(ended).isEqualTo(new Ended(2, "", "error: there is no file no-such-file.\nCheck the path.\n"));
    }

    private Ended quipu(String stdin, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dquipu.terminal=" + environment.getOrDefault("JAVA_TERMINAL", ""),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.quipu.shell.QuipuShell"));
        command.addAll(List.of(words));
        Path input = Files.writeString(folder.resolve("stdin"), stdin);
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(environment);
        builder.environment().put("QUIPU_HOME", folder.resolve("home").toString());
        int code = builder.start().waitFor();
        return new Ended(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
