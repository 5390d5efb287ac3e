package dev.quipu.shell.session;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.node.Connection;
import dev.quipu.shell.node.ConnectionProbe;
import org.springframework.stereotype.Component;

/** Why a target's agent may be silent, as far as this machine can tell. */
@Component
public class AgentHints {

    private final LedgerAccess access;

    AgentHints(LedgerAccess access) {
        this.access = access;
    }

    /** One clause without a full stop. May try the target's connection, which takes seconds at most. */
    public String about(TargetId target) {
        if (!access.isLocal()) {
            return "see that its agent runs, and its log";
        }
        return access.connections()
                .find(target)
                .map(connection -> switch (connection) {
                    case Connection.Embedded ignored -> log();
                    case Connection.Jdbc jdbc ->
                        ConnectionProbe.problem(jdbc)
                                .map(problem -> "its database can't be reached: " + problem)
                                .orElseGet(this::log);
                })
                .orElse("no connection is kept here, so its agent runs elsewhere or is missing");
    }

    private String log() {
        return "see " + access.nodeLog();
    }
}
