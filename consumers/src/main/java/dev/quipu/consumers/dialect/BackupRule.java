package dev.quipu.consumers.dialect;

import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rule that what a change destroys is copied by a backup step before it, or that the change says why not. A step's
 * own rollback does as a way back for rows that it changes or deletes, but not for what it drops or truncates; and what
 * the change itself has made is nobody's loss. Judged by the words of scripts. Pure; used once.
 */
public final class BackupRule {

    private final Function<String, SqlScript> parser;
    private final List<Need> needs = new ArrayList<>();
    private final Set<ScriptTable> made = new HashSet<>();
    private final Map<ScriptTable, Set<String>> added = new HashMap<>();
    private final Map<ScriptTable, Set<Integer>> copied = new HashMap<>();

    private BackupRule(Function<String, SqlScript> parser) {
        this.parser = parser;
    }

    /**
     * Something that a step destroys.
     *
     * @param step its number, from 1
     * @param line in its script
     * @param copies the numbers of the backup steps before it that copy the table; without any, the rule is broken
     */
    public record Need(int step, int line, Destruction destruction, Set<Integer> copies) {

        /** Copies the set. */
        public Need {
            copies = Set.copyOf(copies);
        }

        /** What is wrong if there are no copies. */
        public String message() {
            ScriptTable table = destruction.table();
            return table == null
                    ? destruction + " destroys data"
                    : "%s destroys data, and no backup step before it copies %s".formatted(destruction, table);
        }

        /** What to do then. */
        public String fix() {
            ScriptTable table = destruction.table();
            return table == null
                    ? "Say 'waive-backup: <reason>' at the top of the file."
                    : "Put '- backup: {table: %s}' before it, or say 'waive-backup: <reason>' at the top of the file."
                            .formatted(table);
        }
    }

    /** All that a change destroys, in order. */
    public static List<Need> needs(ChangeFile change, Function<String, SqlScript> parser) {
        BackupRule rule = new BackupRule(parser);
        for (int i = 0; i < change.steps().size(); i++) {
            rule.step(change.steps().get(i), i + 1);
        }
        return List.copyOf(rule.needs);
    }

    /** What a change destroys without a copy and without a reason. */
    public static List<Need> missing(ChangeFile change, Function<String, SqlScript> parser) {
        return change.waiveBackup() != null
                ? List.of()
                : needs(change, parser).stream()
                        .filter(need -> need.copies().isEmpty())
                        .toList();
    }

    private void step(Step step, int number) {
        if (step instanceof BackupStep backup) {
            ScriptTable table = table(backup);
            if (table != null) {
                copied.computeIfAbsent(table, name -> new TreeSet<>()).add(number);
            }
        } else if (step instanceof Step.SqlStep sql) {
            parser.apply(sql.sql()).statements().forEach(each -> statement(each, sql, number));
        }
    }

    private @Nullable ScriptTable table(BackupStep backup) {
        List<SqlStatement> statements = parser.apply(backup.table()).statements();
        return statements.size() == 1 ? ScriptTable.of(statements.getFirst().words()) : null;
    }

    private void statement(SqlStatement statement, Step.SqlStep step, int number) {
        for (Destruction destruction : Destructions.of(statement)) {
            boolean isUndone = !destruction.isWholesale() && step.rollback() != null;
            if (!isUndone && !isOwn(destruction)) {
                needs.add(new Need(number, statement.line(), destruction, copies(destruction.table())));
            }
        }
        note(Creations.of(statement));
    }

    private Set<Integer> copies(@Nullable ScriptTable table) {
        Set<Integer> copies = new TreeSet<>();
        if (table != null) {
            copied.forEach((name, steps) -> {
                if (name.mayBe(table)) {
                    copies.addAll(steps);
                }
            });
        }
        return copies;
    }

    /** Whether the change has made itself what it destroys. */
    private boolean isOwn(Destruction destruction) {
        ScriptTable table = destruction.table();
        if (table == null) {
            return false;
        }
        if (made.stream().anyMatch(table::mayBe)) {
            return true;
        }
        return !destruction.columns().isEmpty()
                && added.entrySet().stream()
                        .filter(entry -> entry.getKey().mayBe(table))
                        .anyMatch(entry -> entry.getValue().containsAll(destruction.columns()));
    }

    private void note(Creations creations) {
        made.addAll(creations.tables());
        creations.columns().forEach((table, names) -> added.computeIfAbsent(table, name -> new HashSet<>())
                .addAll(names));
        creations.renamed().forEach((before, after) -> {
            if (made.stream().anyMatch(before::mayBe)) {
                made.add(after);
            }
            Set<Integer> steps = copies(before);
            if (!steps.isEmpty()) {
                copied.computeIfAbsent(after, name -> new TreeSet<>()).addAll(steps);
            }
        });
    }
}
