package dev.quipu.ledger.change;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads steps that copy rows before something destroys them. */
final class BackupStepReader implements StepKindReader {

    private static final List<String> KEYS = List.of("table", "where", "retain");

    @Override
    public String key() {
        return "backup";
    }

    @Override
    public List<String> furtherKeys() {
        return TimeoutsReader.KEYS;
    }

    @Override
    public @Nullable Step read(Fields step, String name) {
        Fields fields = step.mapping("backup", KEYS);
        if (fields == null) {
            return null;
        }
        String table = fields.required("table", "Name the table whose rows are to be copied.");
        String where = fields.text("where");
        Duration retain = retain(fields);
        Timeouts timeouts = TimeoutsReader.read(step);
        return table == null ? null : new BackupStep(name, table, where, retain, timeouts);
    }

    private static Duration retain(Fields fields) {
        Duration retain = fields.duration("retain");
        if (retain == null) {
            return BackupStep.RETAIN;
        }
        if (retain.compareTo(BackupStep.SHORTEST) < 0 || retain.compareTo(BackupStep.LONGEST) > 0) {
            fields.problem(
                    "retain",
                    "'retain' is shorter than a minute or longer than ten years",
                    "Write how long the copy is kept after the change, as in 'retain: 30d'.");
            return BackupStep.RETAIN;
        }
        return retain;
    }
}
