package dev.quipu.shell.session;

import dev.quipu.ledger.state.Dispute;
import dev.quipu.ledger.state.LedgerState;
import java.util.Optional;

/** What an operator must know about whose word a ledger takes. */
final class IdentityNotice {

    private IdentityNotice() {}

    static Optional<String> of(LedgerState state) {
        Dispute dispute = state.authority().dispute();
        if (dispute != null) {
            return Optional.of(
                    ("A notary signed another log than this one: in entry %d, key %s says that the first %d records"
                        + " have the root %s, and they have %s. Compare them with a backup; if the notary is wrong,"
                        + " revoke its key: key revoke %s")
                            .formatted(
                                    dispute.stamp().number(),
                                    dispute.key(),
                                    dispute.size(),
                                    dispute.signed().brief(),
                                    dispute.found().brief(),
                                    dispute.key()));
        }
        return state.opened() != null && !state.authority().isFounded()
                ? Optional.of("This ledger has no identities: who can write to its topic can write in anybody's name."
                        + " Found them: key enroll <your id>")
                : Optional.empty();
    }
}
