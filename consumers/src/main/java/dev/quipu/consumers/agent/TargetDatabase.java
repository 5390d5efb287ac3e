package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * How to reach a target's database. Never printed with its password.
 *
 * @param jdbcUrl without credentials
 * @param password asked for at every connect, so that a rotated one is picked up
 */
public record TargetDatabase(String jdbcUrl, String user, Supplier<String> password) {

    /** @throws AgentStopped if nobody here speaks it */
    Dialect dialect() {
        return Dialects.at(jdbcUrl)
                .orElseThrow(() -> new AgentStopped(
                        "no agent works on databases like %s".formatted(jdbcUrl),
                        "There are agents for %s.".formatted(Dialects.names())));
    }

    /** For bookkeeping; in autocommit mode. */
    Connection connect() throws SQLException {
        return dialect().sessions().connect(jdbcUrl, user, password.get());
    }

    /** For scripts, which reach the server as they are; in autocommit mode. */
    Connection connectForScripts() throws SQLException {
        return dialect().sessions().connectForScripts(jdbcUrl, user, password.get());
    }

    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
