package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.schemas.registry.RegistryServer;
import dev.quipu.shell.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that is written for a schema registry, from the operator's side. */
class RegistryShellTest {

    @TempDir
    private Path home;

    @Test
    void saysHowItWritesAndWhatTheIdsStandFor() throws IOException {
        String registry = RegistryServer.shared().api().toString();
        try (OperatorShell shell = new OperatorShell(home, "registry.url=" + registry)) {
            assertThat(shell.run("ledger", "init").code()).isEqualTo(ExitCode.DONE);
            assertThat(shell.run("service", "add", "orders").code()).isEqualTo(ExitCode.DONE);

            assertThat(shell.run("ledger", "info").out())
                    .containsPattern("encoding: +registry\n")
                    .containsPattern("registry: +" + registry + "\n")
                    .containsPattern("schemas: +\\d+=[0-9a-f]{16}\n");
        }
    }

    @Test
    void saysThatTheRegistryIsDown() throws IOException {
        try (OperatorShell shell = new OperatorShell(home, "registry.url=http://127.0.0.1:1")) {
            assertThat(shell.run("ledger", "init").code()).isEqualTo(ExitCode.DONE);

            OperatorShell.Ended refused = shell.run("service", "add", "orders");

            assertThat(refused.code()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(refused.err())
                    .contains("nothing was written: no schema registry answers at http://127.0.0.1:1")
                    .contains("registry.url");
            assertThat(shell.run("service", "list").code()).isEqualTo(ExitCode.DONE);
        }
    }
}
