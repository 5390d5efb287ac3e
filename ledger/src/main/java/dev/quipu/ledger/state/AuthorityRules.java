package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Founder;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an entry is its actor's, and within the actor's roles. */
final class AuthorityRules {

    /** What the founder may do; it takes no process's part. */
    private static final List<Grant> FOUNDER = List.of(
            Grant.everywhere(Role.AUTHOR),
            Grant.everywhere(Role.APPROVER),
            Grant.everywhere(Role.OPERATOR),
            Grant.everywhere(Role.ADMIN));

    private AuthorityRules() {}

    /** Why the entry is void whatever it says, or null. */
    static @Nullable Refusal refuse(LedgerState state, Entry entry, Signature signature) {
        if (!state.authority().isFounded()) {
            return refuseFounding(state, entry, signature);
        }
        return switch (signature) {
            case Signature.Missing missing ->
                forbidden(
                        "the entry of %s is not signed".formatted(entry.actor()),
                        "Sign with an enrolled key: quipu login " + entry.actor());
            case Signature.Wrong(String reason) ->
                forbidden(
                        "the signature of %s is wrong: %s".formatted(entry.actor(), reason),
                        "Find out who writes to the topic, and revoke what is lost: quipu key revoke");
            case Signature.By by -> refuse(state, entry, by);
        };
    }

    private static @Nullable Refusal refuse(LedgerState state, Entry entry, Signature.By signature) {
        KeyState key = state.authority().key(signature.key());
        if (key == null) {
            return forbidden(
                    "key %s is not enrolled".formatted(signature.key()),
                    "Let an admin enrol it: quipu key enroll " + entry.actor());
        }
        if (key.revoked() != null) {
            return forbidden(
                    "key %s of %s was revoked by %s"
                            .formatted(key.key(), key.actor(), key.revoked().actor()),
                    "Let an admin enrol another one: quipu key enroll " + key.actor());
        }
        if (!key.actor().equals(entry.actor())) {
            return forbidden(
                    "an entry of %s is signed with the key of %s".formatted(entry.actor(), key.actor()),
                    "Sign with a key of " + entry.actor() + ".");
        }
        return new Permissions(state, key).allow(entry.event())
                ? null
                : forbidden(
                        "%s may not write %s in %s".formatted(key.actor(), name(entry.event()), entry.stream()),
                        "See who may: quipu key list");
    }

    /** The first key's entry is signed with that key itself: nobody founds a ledger for somebody else. */
    private static @Nullable Refusal refuseFounding(LedgerState state, Entry entry, Signature signature) {
        Founder founder = founder(state, entry.event());
        if (founder == null) {
            return null;
        }
        boolean own = signature.equals(new Signature.By(founder.key()))
                && entry.actor().equals(new Actor(founder.actor(), ActorKind.HUMAN));
        return own
                ? null
                : forbidden(
                        "the ledger's first key is not what the entry is signed with",
                        "Found it with your own key: quipu key enroll");
    }

    private static @Nullable Founder founder(LedgerState state, LedgerEvent event) {
        return switch (event) {
            case LedgerOpened opened when state.opened() == null -> opened.founder();
            case KeyEnrolled enrolled -> new Founder(enrolled.actor(), enrolled.key());
            case LedgerEvent other -> null;
        };
    }

    /** The state after the founder's key is known. */
    static Authority found(Founder founder, Stamp stamp) {
        Actor actor = new Actor(founder.actor(), ActorKind.HUMAN);
        return Authority.NONE.with(new KeyState(founder.key(), actor, FOUNDER, null, stamp, null));
    }

    private static Refusal forbidden(String message, String nextStep) {
        return new Refusal.Forbidden(message, nextStep);
    }

    private static String name(LedgerEvent event) {
        return event.getClass().getSimpleName();
    }
}
