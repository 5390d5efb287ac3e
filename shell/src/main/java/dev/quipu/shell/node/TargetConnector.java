package dev.quipu.shell.node;

import dev.quipu.ledger.event.TargetId;
import java.util.Optional;

/** Turns the kept connection of a target into one that can be opened now. Thread-safe. */
public final class TargetConnector {

    private final Connections connections;
    private final LocalPostgres postgres;

    /** @param postgres serves the embedded targets; started by the first of them */
    public TargetConnector(Connections connections, LocalPostgres postgres) {
        this.connections = connections;
        this.postgres = postgres;
    }

    /**
     * How to connect to a target, empty if this node doesn't work for it. Asked again for each connect, it follows
     * rotated password files and moved ports.
     *
     * @throws dev.quipu.shell.config.ConfigException if the connection can't be used
     * @throws NodeException if the embedded server doesn't start
     */
    public Optional<JdbcTarget> connect(TargetId target) {
        return connections.find(target).map(connection -> switch (connection) {
            case Connection.Embedded ignored -> postgres.ensureDatabase(target);
            case Connection.Jdbc jdbc ->
                new JdbcTarget(jdbc.url(), jdbc.user(), jdbc.password().read());
        });
    }
}
