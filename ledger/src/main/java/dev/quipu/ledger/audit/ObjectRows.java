package dev.quipu.ledger.audit;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.objects.ChangeObjects;
import dev.quipu.ledger.objects.StepObject;
import dev.quipu.ledger.objects.TouchedObject;
import java.util.ArrayList;
import java.util.List;

/** Rows of {@code schema_objects}. Change files are read many at once, on all cores. For one thread. */
final class ObjectRows {

    private static final int AT_ONCE = 2_000;

    private final TableRows rows;
    private final List<Proposed> waiting = new ArrayList<>();

    private record Proposed(long entry, ChangeProposed event) {}

    ObjectRows(TableRows rows) {
        this.rows = rows;
    }

    void later(long entry, ChangeProposed event) {
        waiting.add(new Proposed(entry, event));
        if (waiting.size() == AT_ONCE) {
            add();
        }
    }

    void add() {
        List<List<StepObject>> found = waiting.parallelStream()
                .map(proposed -> objects(proposed.event()))
                .toList();
        for (int i = 0; i < found.size(); i++) {
            Proposed proposed = waiting.get(i);
            found.get(i).forEach(object -> add(proposed, object));
        }
        waiting.clear();
    }

    private static List<StepObject> objects(ChangeProposed event) {
        boolean known = event.format().equals(ChangeFile.FORMAT);
        return known && ChangeFileParser.parse("", event.content().toBytes()) instanceof ParsedChange.Valid valid
                ? ChangeObjects.of(valid.file())
                : ChangeObjects.unreadable();
    }

    private void add(Proposed proposed, StepObject step) {
        TouchedObject object = step.object();
        rows.begin()
                .number(proposed.entry())
                .text(proposed.event().change())
                .text(proposed.event().change().service())
                .small(proposed.event().change().number())
                .small(step.step())
                .text(step.name())
                .text(step.kind())
                .text(Word.of(step.direction()))
                .small(step.position())
                .text(object.verb())
                .text(object.kind())
                .text(object.schema())
                .text(object.table())
                .text(object.name())
                .text(object.type())
                .text(object.newName())
                .flag(object.isDestructive())
                .text(step.statement())
                .end();
    }
}
