package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.event.IdentityEvent.PolicySet;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.state.KeyState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of keys, their roles, and policies. For one thread. */
final class IdentityRows {

    private final StoreTables tables;

    IdentityRows(StoreTables tables) {
        this.tables = tables;
    }

    void add(Fact fact, IdentityEvent event) {
        switch (event) {
            case KeyEnrolled enrolled ->
                enrol(fact, enrolled.key(), enrolled.actor(), enrolled.kind(), enrolled.owner(), enrolled.grants());
            case KeyRevoked revoked ->
                fact.begin(tables.keyEvents)
                        .text(revoked.key())
                        .text("revoked")
                        .none()
                        .none()
                        .none()
                        .text(revoked.reason())
                        .end();
            case PolicySet policy ->
                fact.begin(tables.policies)
                        .text(policy.service())
                        .small(policy.approvals())
                        .text(Word.of(policy.selfApproval()))
                        .text(policy.reason())
                        .end();
        }
    }

    /** The founder's key, if the ledger was opened with one. */
    void found(Fact fact, LedgerOpened event) {
        if (event.founder() != null) {
            enrol(fact, event.founder().key(), event.founder().actor(), ActorKind.HUMAN, null, List.of());
        }
    }

    private void enrol(
            Fact fact, PublicKey key, String actor, ActorKind kind, @Nullable String owner, List<Grant> asked) {
        fact.begin(tables.keyEvents)
                .text(key)
                .text("enrolled")
                .text(actor)
                .text(Word.of(kind))
                .text(owner)
                .none()
                .end();
        KeyState known = fact.after().authority().key(key); // whose key founds the ledger is given more than it asked
        for (Grant grant : known == null ? asked : known.grants()) {
            tables.keyGrants
                    .begin()
                    .number(fact.number())
                    .text(key)
                    .text(Word.of(grant.role()))
                    .text(grant.scope())
                    .end();
        }
    }
}
