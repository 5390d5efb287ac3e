package dev.quipu.consumers.importer;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes changes of migrations, numbering them on. Not thread-safe. */
final class ChangeAssembler {

    private static final String NOTHING_TO_UNDO = "-- nothing to take back\n";

    private final MigrationKind kind;
    private final ServiceName service;
    private final ScriptRules rules;
    private final ChangeNames names = new ChangeNames();
    private final Map<String, ChangeId> earlier = new HashMap<>();
    private int number;

    ChangeAssembler(MigrationKind kind, ServiceName service, String dialect, int firstNumber) {
        this.kind = kind;
        this.service = service;
        this.rules = ScriptRules.of(dialect);
        this.number = firstNumber;
    }

    ChangeFile assemble(Migration migration) {
        ChangeId id = new ChangeId(service, number++);
        List<String> notes = notes(migration);
        List<ChangeId> requires = requires(migration, notes);
        String irreversible = whyIrreversible(migration);
        Step step = step(migration, irreversible == null, notes);
        String name = names.take(migration.name(), id.number());
        earlier.put(migration.name(), id);
        ChangeFile change = new ChangeFile(
                id, name, intent(migration), null, Phase.EXPAND, requires, notes, List.of(step), irreversible);
        return rules.destroys(change)
                ? change.waivingBackup("imported as it was written, and %s asks for no copy".formatted(kind.label()))
                : change;
    }

    private String intent(Migration migration) {
        String intent = migration.intent();
        if (intent != null && !intent.isBlank()) {
            return intent;
        }
        String words = migration.name().replaceAll("[_-]+", " ").strip();
        return "Imported from %s: %s".formatted(kind.label(), words.isEmpty() ? migration.version() : words);
    }

    private List<String> notes(Migration migration) {
        List<String> notes = new ArrayList<>();
        if (!migration.version().isEmpty()) {
            notes.add("%s version %s".formatted(kind.label(), migration.version()));
        }
        notes.add("from " + migration.up().file());
        Migration.Script down = migration.down();
        if (down != null && !down.file().equals(migration.up().file())) {
            notes.add("reverse from " + down.file());
        }
        notes.addAll(migration.notes());
        return notes;
    }

    private List<ChangeId> requires(Migration migration, List<String> notes) {
        List<String> unknown = migration.requires().stream()
                .filter(name -> !earlier.containsKey(name))
                .toList();
        unknown.forEach(name -> notes.add("requires " + name + ", which is not in this folder"));
        return migration.requires().stream()
                .map(earlier::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Why there is no way back, or null if there is one. */
    private @Nullable String whyIrreversible(Migration migration) {
        Migration.Script down = migration.down();
        if (down != null && !rules.isEmpty(down.text())) {
            return null;
        }
        if (rules.isEmpty(migration.up().text())) {
            return null;
        }
        if (down == null) {
            return "%s has no reverse of %s"
                    .formatted(kind.label(), migration.up().file());
        }
        String what = down.text().isBlank() ? "empty" : "only a comment";
        return "the reverse in %s is %s".formatted(down.file(), what);
    }

    private Step step(Migration migration, boolean reversible, List<String> notes) {
        String up = migration.up().text();
        String down = migration.down() == null ? "" : migration.down().text();
        boolean transactional = migration.transactional();
        if (transactional) {
            up = rules.withoutOuterTransaction(up);
            down = rules.withoutOuterTransaction(down);
            transactional = rules.fitsTransaction(up) && rules.fitsTransaction(down);
            if (!transactional) {
                notes.add("not in a transaction: its SQL controls transactions itself, or can't run inside one");
                up = keptWhole(up);
                down = keptWhole(down);
            }
        }
        if (up.isBlank()) {
            up = "-- %s is empty\n".formatted(migration.up().file());
        }
        String rollback = down.isBlank() ? NOTHING_TO_UNDO : down;
        return new Step.SqlStep("step 1", up, reversible ? rollback : null, transactional);
    }

    /** Where only one of two scripts can't run in a transaction, the other one still does. */
    private String keptWhole(String sql) {
        return rules.fitsTransaction(sql) ? rules.inTransaction(sql) : sql;
    }
}
