package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.CopySql;
import dev.quipu.consumers.dialect.TableName;
import dev.quipu.ledger.change.BackupStep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one backup step: copies rows into a table of their own and writes down that it did. Where the database can't
 * take back a CREATE TABLE, a copy that nothing is written down of is one that the agent died over, and is made again.
 */
final class BackupRun {

    private final TargetSession session;
    private final StepRun run;
    private final BackupStep step;
    private final CopySql sql;
    private final Copies copies;
    private final String copy;

    BackupRun(TargetSession session, StepRun run, BackupStep step) {
        this.session = session;
        this.run = run;
        this.step = step;
        this.sql = session.dialect().copies();
        this.copies = new Copies(session);
        this.copy = BackupStep.copy(run.task().change(), run.number());
    }

    /** Makes the copy. The failure, or null if it went well. */
    @Nullable
    Failure make(Connection connection) throws SQLException {
        Optional<TableName> source = source(connection);
        if (source.isEmpty()) {
            return Failure.backup("there is no table %s to be copied".formatted(step.table()));
        }
        String rows = rows(source.get());
        if (session.dialect().parse(rows).statements().size() != 1) {
            return Failure.backup("'where' of step '%s' is no condition".formatted(step.name()));
        }
        sql.prepare(connection);
        Failure taken = makeRoom(connection);
        if (taken == null) {
            Scripts.execute(connection, "CREATE TABLE %s AS %s".formatted(sql.table(copy), rows));
        }
        return taken;
    }

    /** Writes down that the copy is made, within the caller's transaction. */
    void record(Connection connection) throws SQLException {
        String source = source(connection).map(TableName::toString).orElse(step.table());
        copies.add(
                connection, run, copy, source, count(connection), step.retain().toSeconds());
    }

    private Optional<TableName> source(Connection connection) throws SQLException {
        return session.dialect().catalog(connection).find(step.table());
    }

    private String rows(TableName source) {
        String all = "SELECT * FROM " + session.dialect().keyset().quote(source);
        return step.where() == null ? all : all + " WHERE (" + step.where() + "\n)";
    }

    /** The copy of an earlier run stays, under another name. */
    private @Nullable Failure makeRoom(Connection connection) throws SQLException {
        if (!sql.exists(connection, copy)) {
            return null;
        }
        if (copies.isKept(connection, copy)) {
            int earlier = copies.count(connection, run.task().change(), run.number());
            copies.rename(connection, copy, "%s_old%d".formatted(copy, earlier));
            return null;
        }
        if (session.dialect().hasTransactionalDdl()) {
            return Failure.backup(
                    "there is a table %s that is no copy of Quipu's: move it away".formatted(sql.table(copy)));
        }
        Scripts.execute(connection, "DROP TABLE " + sql.table(copy));
        return null;
    }

    private long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + sql.table(copy))) {
            row.next();
            return row.getLong(1);
        }
    }
}
