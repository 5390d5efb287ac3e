package dev.quipu.consumers.embed;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Deprecation;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is deprecated on targets. */
public final class DeprecationWarnings {

    private DeprecationWarnings() {}

    /** What the changes that are applied on any of these targets deprecate, in the order of the changes. */
    public static List<DeprecationWarning> on(Collection<TargetState> targets, LedgerState state) {
        return targets.stream()
                .flatMap(DeprecationWarnings::applied)
                .distinct()
                .sorted()
                .flatMap(change -> of(state.change(change)))
                .toList();
    }

    private static Stream<ChangeId> applied(TargetState target) {
        return target.applications().keySet().stream()
                .filter(target::has)
                .map(number -> new ChangeId(target.id().service(), number));
    }

    private static Stream<DeprecationWarning> of(@Nullable ChangeState change) {
        return change == null
                ? Stream.empty()
                : change.proposal().event().deprecates().stream().map(deprecation -> of(change.id(), deprecation));
    }

    private static DeprecationWarning of(ChangeId change, Deprecation deprecation) {
        String until = deprecation.until();
        return new DeprecationWarning(
                change, deprecation.object(), until == null ? null : LocalDate.parse(until), deprecation.replacement());
    }
}
