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
    /** Depth, in blanks, of what belongs to an item of a list. */
    private static final int ITEM = 4;

    private final StringBuilder out = new StringBuilder();

    private ChangeFileWriter() {}

    /** The file's text; it ends with a line end. */
    public static String write(ChangeFile change) {
        ChangeFileWriter writer = new ChangeFileWriter();
        writer.head(change);
        writer.out.append("steps:\n");
        StepWriter steps = new StepWriter(writer.out);
        for (int i = 0; i < change.steps().size(); i++) {
            steps.write(change.steps().get(i), StepNames.byPosition(i + 1));
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
        if (change.waiveBackup() != null) {
            top("waive-backup", YamlScalar.of(change.waiveBackup(), TOP));
        }
    }

    private void top(String key, String value) {
        out.append(key).append(": ").append(value).append('\n');
    }

    private void list(String key, List<String> items) {
        if (!items.isEmpty()) {
            out.append(key).append(":\n");
            items.forEach(
                    item -> out.append("  - ").append(YamlScalar.of(item, ITEM)).append('\n'));
        }
    }

    private void deprecates(List<Deprecation> deprecates) {
        if (!deprecates.isEmpty()) {
            out.append("deprecates:\n");
        }
        for (Deprecation deprecation : deprecates) {
            out.append("  - object: ")
                    .append(YamlScalar.of(deprecation.object(), ITEM + 2))
                    .append('\n');
            inItem("until", deprecation.until());
            inItem("replacement", deprecation.replacement());
        }
    }

    private void inItem(String key, @Nullable String text) {
        if (text != null) {
            out.append(" ".repeat(ITEM))
                    .append(key)
                    .append(": ")
                    .append(YamlScalar.of(text, ITEM + 2))
                    .append('\n');
        }
    }
}
