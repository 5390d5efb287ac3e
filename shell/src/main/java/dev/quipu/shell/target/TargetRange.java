package dev.quipu.shell.target;

import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CommandFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Targets as they are typed: {@code orders@eu-1} for one, {@code orders} for all of a service.
 *
 * @param target the one, or null for all
 */
public record TargetRange(
        ServiceName service, @Nullable TargetId target) {

    /** @throws IllegalArgumentException if it is neither */
    public static TargetRange parse(String text) {
        if (text.contains("@")) {
            TargetId target = TargetId.parse(text);
            return new TargetRange(target.service(), target);
        }
        return new TargetRange(new ServiceName(text), null);
    }

    /**
     * The targets that get changes, in order of name.
     *
     * @throws CommandFailure (usage) if there are none
     */
    public List<TargetState> in(LedgerState state) {
        if (target == null) {
            List<TargetState> all = state.activeTargets(service);
            if (all.isEmpty()) {
                throw CommandFailure.usage(
                        "service %s has no target".formatted(service), "See which there are: target list");
            }
            return all;
        }
        TargetState one = state.target(target);
        if (one == null) {
            throw CommandFailure.usage(
                    "there is no target %s".formatted(target), "See which there are: target list");
        }
        return List.of(one);
    }

    /** Whether {@code id} is one of them. */
    public boolean contains(TargetId id) {
        return target == null ? id.service().equals(service) : id.equals(target);
    }

    @Override
    public String toString() {
        return target == null ? service.toString() : target.toString();
    }
}
