package dev.quipu.shell.ledger;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.node.NodeState;
import dev.quipu.shell.session.LedgerAccess;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.stereotype.Component;

/** Starts and stops the local node. */
@Component
class NodeCommands {

    private final LedgerAccess access;
    private final Console console;

    NodeCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "up", group = "Ledger", description = "Start the local node, if it doesn't run")
    @Examples("up")
    void up() {
        requireLocal();
        boolean ran = access.node().running().isPresent();
        NodeState node = access.node().ensureRunning(console::message);
        if (ran) {
            console.message("The local node runs already, broker on %s.".formatted(node.bootstrapServers()));
        }
    }

    @Command(name = "down", group = "Ledger", description = "Stop the local node")
    @Examples("down")
    void down() {
        requireLocal();
        access.close();
        boolean stopped = access.node().stop();
        console.message(stopped ? "Stopped the local node." : "No local node runs.");
    }

    private void requireLocal() {
        if (!access.isLocal()) {
            throw CommandFailure.usage(
                    "this shell uses a cluster and no local node",
                    "Unset QUIPU_BOOTSTRAP_SERVERS and kafka.bootstrap.servers to use a local node");
        }
    }
}
