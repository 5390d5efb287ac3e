package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.Scope;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key that was enrolled.
 *
 * @param actor whose entries it signs
 * @param owner the actor who answers for it, or null if its actor does
 * @param enrolled by whom and when, last
 * @param revoked by whom and when, or null
 */
public record KeyState(
        PublicKey key,
        Actor actor,
        List<Grant> grants,
        @Nullable String owner,
        Stamp enrolled,
        @Nullable Stamp revoked) {

    /** Whether what it signs now counts. */
    public boolean isActive() {
        return revoked == null;
    }

    /** Who answers for it. */
    public String person() {
        return owner == null ? actor.id() : owner;
    }

    /** Whether it has the role, on whatever. */
    public boolean has(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /** Whether it has the role on all of {@code service}. */
    public boolean may(Role role, ServiceName service) {
        return grants.stream()
                .anyMatch(grant -> grant.role() == role && grant.scope().covers(service));
    }

    /** Whether it has the role on a target. */
    public boolean may(Role role, TargetId target, Map<String, String> labels) {
        return grants.stream()
                .anyMatch(grant -> grant.role() == role && grant.scope().covers(target, labels));
    }

    /** Whether it has the role on all that {@code scope} covers. */
    public boolean may(Role role, Scope scope) {
        return grants.stream()
                .anyMatch(grant -> grant.role() == role && grant.scope().includes(scope));
    }

    KeyState revoke(Stamp stamp) {
        return new KeyState(key, actor, grants, owner, enrolled, stamp);
    }
}
