package dev.quipu.consumers.backup;

import dev.quipu.consumers.dialect.BackupRule;
import dev.quipu.consumers.dialect.BackupRule.Need;
import dev.quipu.consumers.dialect.CopySql;
import dev.quipu.consumers.dialect.Destruction;
import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that brings back what a change has destroyed, from the copy that one of its backup steps has made. What the
 * words of the change don't tell, such as the type of a column, is left to be filled in: {@code <type>}. Immutable.
 *
 * @param step the number of the backup step, from 1
 * @param table whose rows are in the copy, as SQL
 * @param copy the copy's table, as SQL
 * @param statements without semicolons
 * @param overwrites whether they overwrite what is in the table now
 */
public record RestoreScript(int step, String table, String copy, List<String> statements, boolean overwrites) {

    /** Copies the list. */
    public RestoreScript {
        statements = List.copyOf(statements);
    }

    /**
     * One script for each backup step of {@code change}.
     *
     * @param key the name of the column that tells which row of the copy is which of the table
     */
    public static List<RestoreScript> of(ChangeFile change, Dialect dialect, String key) {
        List<Need> needs = BackupRule.needs(change, dialect::parse);
        return IntStream.rangeClosed(1, change.steps().size())
                .filter(step -> change.steps().get(step - 1) instanceof BackupStep)
                .mapToObj(step -> new Writing(change, dialect.copies(), key, step).script(needs))
                .toList();
    }

    /** The statements, each with its semicolon. */
    public String text() {
        return String.join(";\n", statements) + ";\n";
    }

    private static final class Writing {

        private final ChangeFile change;
        private final CopySql sql;
        private final String key;
        private final int step;
        private final BackupStep backup;
        private final String copy;
        private final List<String> statements = new ArrayList<>();
        private boolean overwrites;

        Writing(ChangeFile change, CopySql sql, String key, int step) {
            this.change = change;
            this.sql = sql;
            this.key = key;
            this.step = step;
            this.backup = (BackupStep) change.steps().get(step - 1);
            this.copy = BackupStep.copy(change.id(), step);
        }

        RestoreScript script(List<Need> needs) {
            needs.stream().filter(need -> need.copies().contains(step)).forEach(this::bringBack);
            if (statements.isEmpty()) {
                statements.add(sql.insertMissing(backup.table(), copy));
            }
            return new RestoreScript(step, backup.table(), sql.table(copy), statements, overwrites);
        }

        private void bringBack(Need need) {
            Destruction lost = need.destruction();
            if (lost.what().equals("DROP TABLE")) {
                String rollback = rollback(need.step());
                add(
                        rollback == null
                                ? "CREATE TABLE %s AS SELECT * FROM %s".formatted(backup.table(), sql.table(copy))
                                : rollback);
                if (rollback != null) {
                    add(sql.insertMissing(backup.table(), copy));
                }
            } else if (lost.isWholesale() && !lost.columns().isEmpty()) {
                String rollback = rollback(need.step());
                add(
                        rollback == null
                                ? "ALTER TABLE %s ADD COLUMN %s <type>"
                                        .formatted(
                                                backup.table(), lost.columns().getFirst())
                                : rollback);
                add(sql.putBack(backup.table(), copy, lost.columns(), key));
            } else if (lost.columns().isEmpty()) {
                add(sql.insertMissing(backup.table(), copy));
            } else {
                overwrites = true;
                add(sql.putBack(backup.table(), copy, lost.columns(), key));
            }
        }

        /** A step's rollback says best how a table or a column was made. */
        private @Nullable String rollback(int destructive) {
            String rollback =
                    change.steps().get(destructive - 1) instanceof Step.SqlStep sqlStep ? sqlStep.rollback() : null;
            return rollback == null ? null : rollback.strip().replaceAll(";+$", "");
        }

        private void add(String statement) {
            if (!statements.contains(statement)) {
                statements.add(statement);
            }
        }
    }
}
