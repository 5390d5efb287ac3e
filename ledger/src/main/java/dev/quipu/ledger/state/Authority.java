package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.ServiceName;
import java.util.Objects;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. Without any key a ledger has no identities: it believes every entry's word for who wrote it.
 *
 * @param keys all that were ever enrolled
 * @param common how changes of services without a policy of their own are approved
 * @param policies of services
 * @param emergencies the last one of each change
 * @param dispute the first with a notary that is trusted still, or null
 */
public record Authority(
        PersistentMap<PublicKey, KeyState> keys,
        Policy common,
        PersistentMap<ServiceName, Policy> policies,
        PersistentMap<ChangeId, Emergency> emergencies,
        @Nullable Dispute dispute) {

    static final Authority NONE = new Authority(
            ExtensionsKt.persistentHashMapOf(),
            Policy.DEFAULT,
            ExtensionsKt.persistentHashMapOf(),
            ExtensionsKt.persistentHashMapOf(),
            null);

    /** Whether entries count only if they are signed. */
    public boolean isFounded() {
        return !keys.isEmpty();
    }

    /** The key, or null. */
    public @Nullable KeyState key(PublicKey key) {
        return keys.get(key);
    }

    /** How changes of {@code service} are approved. */
    public Policy policy(ServiceName service) {
        return Objects.requireNonNullElse(policies.get(service), common);
    }

    /** The last emergency approval of {@code change}, or null. */
    public @Nullable Emergency emergency(ChangeId change) {
        return emergencies.get(change);
    }

    /** Who answers for {@code actor}: the owner of a key that is no person's, else the actor itself. */
    public String person(String actor) {
        return keys.values().stream()
                .filter(key -> key.actor().id().equals(actor))
                .map(KeyState::person)
                .findFirst()
                .orElse(actor);
    }

    /** Whether somebody else than {@code person} may approve changes of {@code service}. */
    public boolean hasOtherApprover(ServiceName service, String person) {
        return keys.values().stream()
                .anyMatch(key -> key.isActive()
                        && key.actor().kind() == ActorKind.HUMAN
                        && !key.person().equals(person)
                        && key.may(Role.APPROVER, service));
    }

    Authority with(KeyState key) {
        Dispute open = dispute != null && dispute.key().equals(key.key()) && !key.isActive() ? null : dispute;
        return new Authority(keys.put(key.key(), key), common, policies, emergencies, open);
    }

    Authority with(@Nullable ServiceName service, Policy policy) {
        return service == null
                ? new Authority(keys, policy, policies, emergencies, dispute)
                : new Authority(keys, common, policies.put(service, policy), emergencies, dispute);
    }

    Authority with(Emergency emergency) {
        return new Authority(keys, common, policies, emergencies.put(emergency.change(), emergency), dispute);
    }

    Authority with(Dispute open) {
        return new Authority(keys, common, policies, emergencies, dispute == null ? open : dispute);
    }
}
