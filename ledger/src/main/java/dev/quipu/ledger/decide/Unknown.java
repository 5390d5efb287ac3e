package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Refusal;

/** Refusals for names that the ledger doesn't know. */
final class Unknown {

    private Unknown() {}

    static Refusal change(ChangeId change) {
        return new Refusal.Unknown(
                "there is no change %s".formatted(change),
                "See which there are: quipu change list --service " + change.service());
    }

    static Refusal target(TargetId target) {
        return new Refusal.Unknown("there is no target %s".formatted(target), "See which there are: quipu target list");
    }
}
