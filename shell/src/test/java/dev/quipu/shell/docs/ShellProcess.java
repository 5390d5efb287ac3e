package dev.quipu.shell.docs;

import dev.quipu.shell.TestHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of the shell whose home is in its working directory, with stderr in stdout. */
final class ShellProcess {

    private ShellProcess() {}

    static Path home(Path folder) {
        return folder.resolve("home");
    }

    static ProcessBuilder in(Path folder, List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Dquipu.terminal=",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.quipu.shell.QuipuShell"));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("QUIPU_HOME", home(folder).toString());
        builder.environment().put(TestHome.JVM_OPTIONS, TestHome.QUICK_START);
        return builder;
    }
}
