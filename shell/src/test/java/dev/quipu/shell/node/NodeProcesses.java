package dev.quipu.shell.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.shell.config.QuipuHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home for real node processes, none of which outlives its test. */
class NodeProcesses {

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private QuipuHome home = new QuipuHome(Path.of("unset"));

    @BeforeEach
    void createHome() {
        home = new QuipuHome(folder.resolve("home")).create();
    }

    @AfterEach
    void stopNode() {
        client().stop();
        assertThat(client().running()).isEmpty();
    }

    final QuipuHome home() {
        return home;
    }

    /** A client of its own, as another command of the shell is. */
    final NodeClient client() {
        return new NodeClient(home, new NodeLauncher(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1")));
    }

    final NodeState start() {
        return client().ensureRunning(this::say);
    }

    final synchronized List<String> said() {
        return List.copyOf(said);
    }

    private synchronized void say(String line) {
        said.add(line);
    }
}
