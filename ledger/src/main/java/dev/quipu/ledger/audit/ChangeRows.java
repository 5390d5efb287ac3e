package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.ChangeEvent;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeEvent.ChangeRejected;
import dev.quipu.ledger.event.ChangeEvent.ChangeWithdrawn;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.Deprecation;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.state.ChangeState;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of changes up to their approval. For one thread. */
final class ChangeRows {

    private final StoreTables tables;
    private final ObjectRows objects;

    ChangeRows(StoreTables tables) {
        this.tables = tables;
        this.objects = new ObjectRows(tables.schemaObjects);
    }

    void add(Fact fact, ChangeEvent event) {
        switch (event) {
            case ChangeProposed proposed -> propose(fact, proposed);
            case ChangeApproved approved ->
                decide(fact, event, "approved", approved.digest(), approved.comment(), approved.emergency());
            case ChangeRejected rejected -> decide(fact, event, "rejected", null, rejected.reason(), null);
            case ChangeWithdrawn withdrawn -> decide(fact, event, "withdrawn", null, withdrawn.reason(), null);
            case EmergencyReviewed reviewed -> decide(fact, event, "reviewed", null, reviewed.comment(), null);
        }
    }

    private void propose(Fact fact, ChangeProposed event) {
        fact.begin(tables.proposals)
                .text(event.change())
                .text(event.change().service())
                .small(event.change().number())
                .text(event.name())
                .text(event.intent())
                .text(event.ticket())
                .text(Word.of(event.phase()))
                .text(joined(event.requires()))
                .text(joined(
                        event.deprecates().stream().map(Deprecation::object).toList()))
                .small(event.steps().size())
                .text(event.irreversible())
                .text(event.format())
                .text(event.content().digest())
                .small(event.content().size())
                .end();
        objects.later(fact.number(), event);
    }

    private static @Nullable String joined(List<?> values) {
        return values.isEmpty() ? null : values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private void decide(
            Fact fact,
            ChangeEvent event,
            String decision,
            @Nullable Digest digest,
            String comment,
            @Nullable String emergency) {
        fact.begin(tables.decisions)
                .text(Word.of(fact.entry().actor().kind()))
                .text(fact.signedBy())
                .text(event.change())
                .text(decision)
                .text(digest)
                .text(comment)
                .text(emergency)
                .flag(fact.after().change(event.change()) instanceof ChangeState.Approved)
                .end();
    }

    void addObjects() {
        objects.add();
    }
}
