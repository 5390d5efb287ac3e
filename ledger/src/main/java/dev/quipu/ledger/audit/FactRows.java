package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.ChangeEvent;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.IdentityEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.RolloutEvent;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.ServiceEvent;
import dev.quipu.ledger.event.TargetEvent;

/** Rows of what entries that count say. For one thread. */
final class FactRows {

    private final StoreTables tables;
    private final ChangeRows changes;
    private final IdentityRows identities;
    private final ReportRows reports;
    private final RolloutRows rollouts;
    private final TargetRows targets;

    FactRows(StoreTables tables) {
        this.tables = tables;
        this.changes = new ChangeRows(tables);
        this.identities = new IdentityRows(tables);
        this.reports = new ReportRows(tables);
        this.rollouts = new RolloutRows(tables);
        this.targets = new TargetRows(tables.targetEvents);
    }

    void add(Fact fact) {
        switch (fact.entry().event()) {
            case ReportEvent report -> reports.add(fact, report);
            case ChangeEvent change -> changes.add(fact, change);
            case RolloutEvent rollout -> rollouts.add(fact, rollout);
            case TargetEvent target -> targets.add(fact, target);
            case ServiceEvent.ServiceRegistered service ->
                fact.begin(tables.services)
                        .text(service.service())
                        .text(service.dialect())
                        .text(service.owner())
                        .text(service.description())
                        .end();
            case IdentityEvent identity -> identities.add(fact, identity);
            case LedgerOpened opened -> identities.found(fact, opened);
            case CheckpointSigned checkpoint ->
                fact.begin(tables.checkpoints)
                        .number(checkpoint.size())
                        .text(checkpoint.root())
                        .text(checkpoint.note())
                        .end();
            case NoteAdded note ->
                fact.begin(tables.notes).text(note.subject()).text(note.text()).end();
            case SchemaDeclared declared -> {} // stands in entries, and says nothing about changes
        }
    }

    /** What the steps of the proposals since the last call do. */
    void addObjects() {
        changes.addObjects();
    }
}
