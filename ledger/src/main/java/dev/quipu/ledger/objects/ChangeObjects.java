package dev.quipu.ledger.objects;

import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.change.SubjectStep;
import dev.quipu.ledger.change.ToggleStep;
import dev.quipu.ledger.event.Direction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what the steps of a change touch. For one change. */
public final class ChangeObjects {

    private static final int SHOWN = 200;

    private final List<StepObject> found = new ArrayList<>();
    private int number;
    private int position;

    private ChangeObjects() {}

    /** What the steps of {@code file} touch, in their order; at least one object for each step. */
    public static List<StepObject> of(ChangeFile file) {
        ChangeObjects objects = new ChangeObjects();
        file.steps().forEach(objects::add);
        return objects.found;
    }

    /** What stands for the steps of a change file that can't be read. */
    public static List<StepObject> unreadable() {
        return List.of(new StepObject(0, "", "", Direction.FORWARD, 1, TouchedObject.unknown("unreadable"), ""));
    }

    private void add(Step step) {
        number++;
        position = 0;
        switch (step) {
            case Step.SqlStep sql -> {
                script(step, Direction.FORWARD, sql.sql());
                script(step, Direction.BACK, sql.rollback());
            }
            case Step.BackfillStep backfill -> {
                fill(step, Direction.FORWARD, backfill.table(), backfill.fill());
                fill(step, Direction.BACK, backfill.table(), backfill.rollback());
            }
            case Step.VerifyStep verify -> add(step, TouchedObject.unknown("verify"), verify.query());
            case Step.CompareStep compare -> add(step, TouchedObject.unknown("verify"), compare.left());
            case BackupStep backup ->
                add(step, TouchedObject.of("backup", TouchedObject.TABLE, name(backup.table())), "");
            case SubjectStep subject ->
                add(step, TouchedObject.of("register", "subject", new ObjectName(null, subject.subject())), "");
            case ToggleStep toggle ->
                add(
                        step,
                        TouchedObject.of(
                                "set",
                                "toggle",
                                new ObjectName(null, toggle.toggle().name())),
                        "");
        }
    }

    private static ObjectName name(String sql) {
        return SqlScanner.statements(sql).stream()
                .findFirst()
                .map(tokens -> new TokenReader(tokens).name())
                .orElse(new ObjectName(null, sql));
    }

    private void script(Step step, Direction direction, @Nullable String script) {
        if (script == null) {
            return;
        }
        for (List<Token> statement : SqlScanner.statements(script)) {
            String text = script.substring(
                    statement.getFirst().start(), statement.getLast().end());
            StatementReader.read(statement, script).forEach(object -> add(step, direction, object, text));
        }
    }

    private void fill(Step step, Direction direction, String table, @Nullable Fill fill) {
        switch (fill) {
            case Fill.Rows(String set, String where) ->
                script(step, direction, "UPDATE %s SET %s".formatted(table, set));
            case Fill.Statement statement -> script(step, direction, statement.update());
            case Fill.Nothing nothing -> {} // nothing is touched
            case null -> {} // there is no way back
        }
    }

    private void add(Step step, TouchedObject object, String text) {
        add(step, Direction.FORWARD, object, text);
    }

    private void add(Step step, Direction direction, TouchedObject object, String text) {
        position++;
        found.add(new StepObject(number, step.name(), step.kind(), direction, position, object, brief(text)));
    }

    private static String brief(String text) {
        String line = (text.length() > 2 * SHOWN ? text.substring(0, 2 * SHOWN) : text)
                .strip()
                .replaceAll("\\s+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN - 1) + "…" : line;
    }
}
