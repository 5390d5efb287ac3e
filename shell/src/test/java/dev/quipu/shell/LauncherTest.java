package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with JDKs that only print how they are called. */
class LauncherTest {

    @TempDir
    Path folder;

    private Path root;

    record Ended(int code, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        root = Files.createDirectories(folder.resolve("my quipu"));
        Path script = root.resolve("quipu");
        Files.copy(Path.of("..", "quipu"), script);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(root.resolve("shell/target/lib"));
    }

    @Test
    void runsTheNewestJdkThroughASymlink() throws Exception {
        jar();
        jdk(".jdks/old", "21.0.2");
        Path newest = jdk(".sdkman/candidates/java/new", "99.0.1");
        cacheFor("99.0.1");
        Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("quipu"));
        Ended ended = run(link, Map.of(), "change", "my file");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith(newest + "\n")
                .contains("-XX:AOTCache=" + root.toRealPath().resolve("shell/target/cache/99.0.1.aot"))
                .contains("-Xlog:disable")
                .endsWith("quipu-shell-1.jar\nchange\nmy file\n");
    }

    @Test
    void givesLongRunningProcessesTheWholeMachine() throws Exception {
        jar();
        jdk(".jdks/new", "99");
        assertThat(run(root.resolve("quipu"), Map.of("QUIPU_JAVA_OPTS", "-Xmx3g"), "agent")
                        .out())
                .contains("-XX:+UseG1GC")
                .contains("-Xmx3g")
                .doesNotContain("TieredStopAtLevel");
    }

    @Test
    void saysWhatToInstallWithoutAJdk() throws Exception {
        jar();
        Path old = jdk("old", "17.0.15");
        Ended ended = run(root.resolve("quipu"), Map.of("QUIPU_JAVA_HOME", old.toString()), "help");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("Java 21 or newer, and the newest found is 17.0.15")
                .contains("Install a JDK");
    }

    @Test
    void saysWhatToInstallWithoutMaven() throws Exception {
        jdk(".jdks/new", "99");
        Ended ended = run(root.resolve("quipu"), Map.of(), "help");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("Maven (mvn) was not found").contains("Install Maven");
        assertThat(root.resolve("shell/target/build.lock")).doesNotExist();
    }

    @Test
    void buildsOnFirstUse() throws Exception {
        jdk(".jdks/new", "99");
        Files.writeString(folder.resolve("jar"), "jar");
        executable(
                folder.resolve("bin/mvn"),
                "echo \"mvn $*\"; cp '%s' shell/target/quipu-shell-1.jar".formatted(folder.resolve("jar")));
        Ended ended = run(root.resolve("quipu"), Map.of(), "agent");
        assertThat(ended.err()).isEqualTo("""
            building Quipu (first use, about a minute) …
            mvn -q -B -DskipTests package -pl shell -am
            """);
        assertThat(ended.out()).endsWith("agent\n");
        assertThat(root.resolve("shell/target/build.lock")).doesNotExist();
    }

    private void jar() throws IOException {
        Path jar = Files.writeString(root.resolve("shell/target/quipu-shell-1.jar"), "jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private void cacheFor(String version) throws IOException {
        Path cache = Files.createDirectories(root.resolve("shell/target/cache"));
        Files.writeString(cache.resolve(version + ".aot"), "cache");
    }

    private Path jdk(String place, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(place));
        Files.writeString(
                home.resolve("release"),
                "JAVA_VERSION=\"%s\"\nJAVA_RUNTIME_VERSION=\"%s\"\n".formatted(version, version));
        executable(home.resolve("bin/java"), "printf '%s\\n' '" + home + "' \"$@\"");
        return home;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(Path launcher, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Path tools = Files.createDirectories(folder.resolve("bin"));
        for (String tool :
                List.of("bash", "readlink", "dirname", "basename", "mkdir", "rm", "mv", "cat", "cp", "nice")) {
            Path link = tools.resolve(tool);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, tool(tool));
            }
        }
        List<String> command = new ArrayList<>(List.of(tools.resolve("bash").toString(), launcher.toString()));
        command.addAll(List.of(words));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", folder.toString(), "PATH", tools.toString()));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
    }

    private static Path tool(String name) {
        for (String place : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(place, name);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IllegalStateException("this machine has no " + name);
    }
}
