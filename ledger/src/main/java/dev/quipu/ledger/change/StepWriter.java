package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ToggleSetting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the steps of a change file. Not thread-safe. */
final class StepWriter {

    /** Depth, in blanks, of a step's dash. */
    private static final int DASH = 2;
    /** Depth, in blanks, of the keys of a step. */
    private static final int KEYS = 4;
    /** Depth, in blanks, of the keys of a mapping in a step. */
    private static final int NESTED = 6;

    private final StringBuilder out;

    StepWriter(StringBuilder out) {
        this.out = out;
    }

    /**
     * Writes one step.
     *
     * @param defaultName the name that it has if none is written
     */
    void write(Step step, String defaultName) {
        int start = out.length();
        if (!step.name().equals(defaultName)) {
            key("name", YamlScalar.of(step.name(), KEYS + 2));
        }
        timeouts(step.timeouts());
        switch (step) {
            case Step.SqlStep sql -> sql(sql);
            case Step.BackfillStep backfill -> backfill(backfill);
            case Step.VerifyStep verify -> verify(verify);
            case Step.CompareStep compare -> compare(compare);
            case BackupStep backup -> backup(backup);
            case SubjectStep subject -> subject(subject);
            case ToggleStep toggle -> toggle(toggle.toggle());
        }
        out.setCharAt(start + DASH, '-');
    }

    private void sql(Step.SqlStep step) {
        if (!step.transactional()) {
            key("transaction", "none");
        }
        script("sql", step.sql());
        script("rollback", step.rollback());
    }

    private void timeouts(Timeouts timeouts) {
        duration("lock-timeout", timeouts.lock());
        duration("statement-timeout", timeouts.statement());
        duration("lock-retry-for", timeouts.retryFor());
    }

    private void duration(String key, @Nullable Duration duration) {
        if (duration != null) {
            key(key, DurationText.of(duration));
        }
    }

    private void backfill(Step.BackfillStep step) {
        mapping(KEYS, "backfill");
        line(NESTED, "table", YamlScalar.of(step.table(), NESTED + 2));
        columns(step.key());
        if (step.descending()) {
            line(NESTED, "order", "descending");
        }
        fill(step.fill());
        if (!step.limits().texts().isEmpty()) {
            mapping(NESTED, "limits");
            new TreeMap<>(step.limits().texts())
                    .forEach((name, text) -> line(NESTED + 2, name, YamlScalar.of(text, NESTED + 4)));
        }
        switch (step.rollback()) {
            case null -> {}
            case Fill.Nothing nothing -> key("rollback", "none");
            case Fill fill -> {
                mapping(KEYS, "rollback");
                fill(fill);
            }
        }
    }

    private void fill(Fill fill) {
        switch (fill) {
            case Fill.Rows rows -> {
                line(NESTED, "set", YamlScalar.ofScript(rows.set(), NESTED + 2));
                if (rows.where() != null) {
                    line(NESTED, "where", YamlScalar.ofScript(rows.where(), NESTED + 2));
                }
            }
            case Fill.Statement statement ->
                line(NESTED, "update", YamlScalar.ofScript(statement.update(), NESTED + 2));
            case Fill.Nothing nothing -> {}
        }
    }

    private void columns(List<String> columns) {
        if (!columns.isEmpty()) {
            mapping(NESTED, "key");
        }
        for (String column : columns) {
            out.append(" ".repeat(NESTED + 2))
                    .append("- ")
                    .append(YamlScalar.of(column, NESTED + 4))
                    .append('\n');
        }
    }

    private void verify(Step.VerifyStep step) {
        script("verify", step.query());
        if (step.expect() != null) {
            key("expect", YamlScalar.of(step.expect(), KEYS + 2));
        }
    }

    private void compare(Step.CompareStep step) {
        mapping(KEYS, "verify");
        line(NESTED, "left", YamlScalar.ofScript(step.left(), NESTED + 2));
        line(NESTED, "right", YamlScalar.ofScript(step.right(), NESTED + 2));
        columns(step.key());
        if (step.tolerance() > 0) {
            line(NESTED, "tolerance", Long.toString(step.tolerance()));
        }
    }

    private void backup(BackupStep step) {
        mapping(KEYS, "backup");
        nested("table", step.table());
        if (step.where() != null) {
            nested("where", step.where());
        }
        line(NESTED, "retain", DurationText.of(step.retain()));
    }

    private void subject(SubjectStep step) {
        mapping(KEYS, "subject");
        nested("name", step.subject());
        line(NESTED, "type", step.type().name().toLowerCase(Locale.ROOT));
        line(NESTED, "compatibility", step.compatibility().name());
        line(NESTED, "schema", YamlScalar.ofScript(step.schema(), NESTED + 2));
    }

    private void toggle(ToggleSetting toggle) {
        mapping(KEYS, "toggle");
        nested("name", toggle.name());
        line(NESTED, "percentage", Integer.toString(toggle.percentage()));
        line(NESTED, "rollback", Integer.toString(toggle.rollback()));
    }

    private void nested(String key, String text) {
        line(NESTED, key, YamlScalar.of(text, NESTED + 2));
    }

    private void mapping(int depth, String key) {
        out.append(" ".repeat(depth)).append(key).append(":\n");
    }

    private void script(String key, @Nullable String script) {
        if (script != null) {
            key(key, YamlScalar.ofScript(script, KEYS + 2));
        }
    }

    private void key(String key, String value) {
        line(KEYS, key, value);
    }

    private void line(int depth, String key, String value) {
        out.append(" ".repeat(depth)).append(key).append(": ").append(value).append('\n');
    }
}
