package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client of a schema registry that is not ours: {@code @kafkajs/confluent-schema-registry} on Node.js. */
final class NodeClient {

    private static final Path SOURCES = Path.of("src", "test", "js");
    private static final Path INSTALLED = Path.of("target", "registry-client");
    private static final Pattern OFFLINE =
            Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH");

    private NodeClient() {}

    /** Installs it, or skips the test on a machine that can't. */
    static void install() throws Exception {
        assumeTrue(isOnPath("node") && isOnPath("npm"), "node and npm are not on the PATH");
        Files.createDirectories(INSTALLED);
        for (String name : List.of("package.json", "package-lock.json", "decode.mjs")) {
            Files.copy(SOURCES.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Output installed = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        assumeTrue(installed.code() == 0 || !OFFLINE.matcher(installed.text()).find(), "npm reaches no registry");
        assertThat(installed.code()).as(installed.text()).isZero();
    }

    /** What it makes of records' values: a line of JSON for each. */
    static List<String> decode(String registry, List<byte[]> values) throws Exception {
        Path file = INSTALLED.resolve("values.txt");
        Files.writeString(
                file, values.stream().map(Base64.getEncoder()::encodeToString).collect(Collectors.joining("\n")));
        Output decoded = run(List.of("node", "decode.mjs", registry, "values.txt"));
        assertThat(decoded.code()).as(decoded.text()).isZero();
        return decoded.text().lines().toList();
    }

    private record Output(int code, String text) {}

    private static Output run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("node", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("%s ends", command)
                    .isTrue();
            return new Output(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
        }
    }

    private static boolean isOnPath(String program) {
        return Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
