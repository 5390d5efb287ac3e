package dev.quipu.ledger.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;

/**
 * What became of an entry.
 *
 * @param before the ledger before it
 * @param after the ledger after it
 */
public record Reported(LedgerSpec before, LedgerSpec after, Outcome outcome) {

    /** It counts. */
    public LedgerSpec accepted() {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        LedgerState state = after.state();
        assertThat(state.entries()).isEqualTo(before.state().entries() + 1);
        assertThat(state.voids()).isEqualTo(before.state().voids());
        return after;
    }

    /** It is void for this reason, and changed nothing but the count. */
    public Refusal voided(String message) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Voided.class, voided -> {
            LedgerSpec.assertHelpful(voided.reason());
            assertThat(voided.reason().message()).contains(message);
        });
        LedgerState was = before.state();
        assertThat(after.state())
                .isEqualTo(new LedgerState(
                        was.opened(),
                        was.id(),
                        was.authority(),
                        was.checkpoint(),
                        was.entries() + 1,
                        was.voids() + 1,
                        after.state().lastAt(),
                        was.services(),
                        was.targets(),
                        was.changes(),
                        was.rollouts(),
                        was.revisions(),
                        was.notes(),
                        was.declared(),
                        after.state().ids()));
        return ((Outcome.Voided) outcome).reason();
    }
}
