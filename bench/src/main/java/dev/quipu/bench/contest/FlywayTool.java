package dev.quipu.bench.contest;

import dev.quipu.bench.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Flyway with a file per change. It finds out by itself what can't run in a transaction; its lock is one of the
 * session, since a transaction's would block {@code CREATE INDEX CONCURRENTLY} for ever.
 */
public final class FlywayTool implements Contender {

    private final Path folder;

    FlywayTool(List<Script> scripts, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (Script script : scripts) {
            Path file = folder.resolve("V%d__%s.sql".formatted(script.number(), script.name()));
            Files.writeString(file, script.sql());
            if (!script.transactional()) {
                Files.writeString(Path.of(file + ".conf"), "executeInTransaction=false\n");
            }
        }
    }

    private FlywayTool(Path folder) {
        this.folder = folder;
    }

    /** Flyway with the migrations in a folder. */
    public static FlywayTool over(Path folder) {
        return new FlywayTool(folder);
    }

    @Override
    public String name() {
        return "Flyway 12.4";
    }

    @Override
    public Timing apply(String jdbcUrl) throws Exception {
        return Timing.of(() -> migrate(jdbcUrl));
    }

    /** Brings a database up to date. */
    public void migrate(String jdbcUrl) {
        Flyway.configure()
                .dataSource(jdbcUrl, PostgresServer.USER, "")
                .locations("filesystem:" + folder)
                .placeholderReplacement(false)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    @Override
    public Timing applyAgain(String jdbcUrl) throws Exception {
        return apply(jdbcUrl);
    }
}
