package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Deprecation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes changes as files that {@link ChangeFileParser} reads back to equal changes. Pure. */
public final class ChangeFileWriter {

    /** Depth, in blanks, of what belongs to a key at the top level. */
    private static final int TOP = 2;
    /** Depth, in blanks, of the keys of a step. */
    private static final int STEP = 4;

    private final StringBuilder out = new StringBuilder();

    private ChangeFileWriter() {}

    /** The file's text; it ends with a line end. */
    public static String write(ChangeFile change) {
        ChangeFileWriter writer = new ChangeFileWriter();
        writer.head(change);
        writer.out.append("steps:\n");
        for (int i = 0; i < change.steps().size(); i++) {
            writer.step(change.steps().get(i), StepNames.byPosition(i + 1));
        }
        return writer.out.toString();
    }

    private void head(ChangeFile change) {
        top("service", YamlScalar.of(change.id().service().value(), TOP));
        top("number", Integer.toString(change.id().number()));
        top("name", YamlScalar.of(change.name(), TOP));
        top("intent", YamlScalar.of(change.intent(), TOP));
        if (change.ticket() != null) {
            top("ticket", YamlScalar.of(change.ticket(), TOP));
        }
        top("phase", change.phase().name().toLowerCase(Locale.ROOT));
        list("requires", change.requires().stream().map(ChangeId::toString).toList());
        list("notes", change.notes());
        deprecates(change.deprecates());
        if (change.irreversible() != null) {
            top("irreversible", YamlScalar.of(change.irreversible(), TOP));
        }
    }

    private void top(String key, String value) {
        out.append(key).append(": ").append(value).append('\n');
    }

    private void list(String key, List<String> items) {
        if (!items.isEmpty()) {
            out.append(key).append(":\n");
            items.forEach(
                    item -> out.append("  - ").append(YamlScalar.of(item, STEP)).append('\n'));
        }
    }

    private void deprecates(List<Deprecation> deprecates) {
        if (!deprecates.isEmpty()) {
            out.append("deprecates:\n");
        }
        for (Deprecation deprecation : deprecates) {
            int start = out.length();
            inStep("object", YamlScalar.of(deprecation.object(), STEP + 2));
            if (deprecation.until() != null) {
                inStep("until", YamlScalar.of(deprecation.until(), STEP + 2));
            }
            if (deprecation.replacement() != null) {
                inStep("replacement", YamlScalar.of(deprecation.replacement(), STEP + 2));
            }
            out.setCharAt(start + TOP, '-');
        }
    }

    private void step(Step step, String defaultName) {
        int start = out.length();
        if (!step.name().equals(defaultName)) {
            inStep("name", YamlScalar.of(step.name(), STEP + 2));
        }
        switch (step) {
            case Step.SqlStep sql -> sql(sql);
            case Step.VerifyStep verify -> verify(verify);
        }
        out.setCharAt(start + TOP, '-');
    }

    private void sql(Step.SqlStep step) {
        if (!step.transactional()) {
            inStep("transaction", "none");
        }
        script("sql", step.sql());
        script("rollback", step.rollback());
    }

    private void verify(Step.VerifyStep step) {
        script("verify", step.query());
        if (step.expect() != null) {
            inStep("expect", YamlScalar.of(step.expect(), STEP + 2));
        }
    }

    private void script(String key, @Nullable String script) {
        if (script != null) {
            inStep(key, YamlScalar.ofScript(script, STEP + 2));
        }
    }

    private void inStep(String key, String value) {
        out.append(" ".repeat(STEP)).append(key).append(": ").append(value).append('\n');
    }
}
