package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.event.IdentityEvent.PolicySet;
import dev.quipu.ledger.event.Role;
import org.jspecify.annotations.Nullable;

/** Rules of keys and policies. */
final class IdentityRules {

    private IdentityRules() {}

    static Ruling apply(LedgerState state, Stamp stamp, IdentityEvent event) {
        return switch (event) {
            case KeyEnrolled enrolled -> enrol(state, stamp, enrolled);
            case KeyRevoked revoked -> revoke(state, stamp, revoked);
            case PolicySet policy -> setPolicy(state, policy);
        };
    }

    private static Ruling enrol(LedgerState state, Stamp stamp, KeyEnrolled event) {
        Authority authority = state.authority();
        KeyState known = authority.key(event.key());
        if (event.actor().isBlank() || event.actor().length() > Actor.LONGEST) {
            return Ruling.invalid(
                    "an actor's id has 1 to %d characters and is not blank".formatted(Actor.LONGEST),
                    "Choose another id.");
        }
        Actor actor = new Actor(event.actor(), event.kind());
        if (event.grants().isEmpty()) {
            return Ruling.invalid("key %s gets no role".formatted(event.key()), "Name at least one: --role author");
        }
        if (!authority.isFounded() && !isAdministrator(event)) {
            return Ruling.invalid(
                    "the first key of the ledger is no administrator's",
                    "Enrol a person with the role admin on everything first.");
        }
        if (known != null && known.revoked() != null) {
            return Ruling.notAllowed("key %s was revoked".formatted(event.key()), "Make a new one: quipu key create");
        }
        if (known != null && !known.actor().equals(actor)) {
            return Ruling.conflict(
                    "key %s is that of %s".formatted(event.key(), known.actor()),
                    "Every actor has keys of its own: quipu key create",
                    known.enrolled().id());
        }
        Ruling last = refuseWithoutAdministrator(authority, known, isAdministrator(event));
        KeyState enrolled = new KeyState(event.key(), actor, event.grants(), event.owner(), stamp, null);
        return last != null ? last : new Ruling.Legal(state.with(authority.with(enrolled)));
    }

    private static Ruling revoke(LedgerState state, Stamp stamp, KeyRevoked event) {
        Authority authority = state.authority();
        KeyState known = authority.key(event.key());
        if (known == null) {
            return Ruling.unknown("there is no key %s".formatted(event.key()), "See which there are: quipu key list");
        }
        if (known.revoked() != null) {
            return Ruling.notAllowed(
                    "key %s was revoked by %s already"
                            .formatted(event.key(), known.revoked().actor()),
                    "Nothing: what it signs is void.");
        }
        Ruling last = refuseWithoutAdministrator(authority, known, false);
        return last != null ? last : new Ruling.Legal(state.with(authority.with(known.revoke(stamp))));
    }

    /** A ledger that nobody administers can't get anybody who does. */
    private static @Nullable Ruling refuseWithoutAdministrator(
            Authority authority, @Nullable KeyState changed, boolean stays) {
        boolean others = authority.keys().values().stream()
                .anyMatch(key -> !key.equals(changed)
                        && key.isActive()
                        && key.may(Role.ADMIN, Grant.everywhere(Role.ADMIN).scope()));
        return changed == null || stays || others
                ? null
                : Ruling.notAllowed(
                        "%s is the last key that may enrol others".formatted(changed.key()),
                        "Enrol another administrator first.");
    }

    private static boolean isAdministrator(KeyEnrolled event) {
        return event.kind() == ActorKind.HUMAN && event.grants().contains(Grant.everywhere(Role.ADMIN));
    }

    private static Ruling setPolicy(LedgerState state, PolicySet event) {
        if (!state.authority().isFounded()) {
            return Ruling.notAllowed(
                    "a ledger without identities has no policy: nobody could say who approved",
                    "Enrol a first key: quipu key enroll");
        }
        if (event.approvals() < 1) {
            return Ruling.invalid("%d approvals make no policy".formatted(event.approvals()), "Ask for one at least.");
        }
        if (event.service() != null && state.service(event.service()) == null) {
            return ServiceRules.unknown(event.service());
        }
        return new Ruling.Legal(state.with(
                state.authority().with(event.service(), new Policy(event.approvals(), event.selfApproval()))));
    }
}
