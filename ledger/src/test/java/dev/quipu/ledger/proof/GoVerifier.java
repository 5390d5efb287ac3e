package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program {@code verify.go}, made with the Go compiler and packages that this machine has. */
final class GoVerifier {

    /** Where Debian's package golang-golang-x-mod-dev is. */
    private static final Path PACKAGES = Path.of("/usr/share/gocode");

    private static final Path SOURCE = Path.of("src/test/go/verify.go");

    private final Path folder;

    private GoVerifier(Path folder) {
        this.folder = folder;
    }

    /** Compiles it in an empty folder; whoever asks is skipped where there is no Go, or not the packages. */
    static GoVerifier compile(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod/sumdb/tlog")), "no golang.org/x/mod");
        GoVerifier verifier = new GoVerifier(folder);
        try {
            verifier.start(List.of("go", "version")).waitFor();
        } catch (IOException e) {
            assumeTrue(false, "no go");
        }
        Process build = verifier.start(List.of(
                "go", "build", "-o", verifier.program(), SOURCE.toAbsolutePath().toString()));
        String output = output(build);
        assertThat(build.waitFor()).as(output).isZero();
        return verifier;
    }

    private String program() {
        return folder.resolve("verify").toString();
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE",
                        "off",
                        "GOPATH",
                        PACKAGES.toString(),
                        "GOCACHE",
                        folder.resolve("cache").toString(),
                        "GOFLAGS",
                        ""));
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether it takes something; fails if it could not even look at it. */
    boolean takes(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program()));
        command.addAll(List.of(args));
        Process process = start(command);
        String output = output(process);
        int exit = process.waitFor();
        assertThat(exit).as(output).isBetween(0, 1);
        return exit == 0;
    }

    /** A file with this text, to be given to it. */
    String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** A file with these bytes, to be given to it. */
    String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }
}
