package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetId;
import java.util.Map;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * One database of a service.
 *
 * @param retired when it was retired, or null
 * @param latest the highest change number in effect, wholly or in part of a rollback, or 0
 * @param applications what became of each change, by number
 * @param work what an agent is doing now, or null
 * @param limits that override those of changes, by name
 * @param toggles what is switched on and off, by name
 */
public record TargetState(
        TargetId id,
        Map<String, String> labels,
        Stamp registered,
        @Nullable Stamp retired,
        int latest,
        PersistentMap<Integer, Application> applications,
        @Nullable Work work,
        Map<String, String> limits,
        PersistentMap<String, Toggle> toggles) {

    /**
     * A switch of the target's.
     *
     * @param percentage of the subjects for which it is on, 0 to 100
     * @param stamp of the entry that set it
     */
    public record Toggle(int percentage, Stamp stamp) {}

    static TargetState registered(TargetRegistered event, Stamp stamp) {
        return new TargetState(
                event.target(),
                event.labels(),
                stamp,
                null,
                0,
                ExtensionsKt.persistentHashMapOf(),
                null,
                Map.of(),
                ExtensionsKt.persistentHashMapOf());
    }

    /** Whether it gets changes. */
    public boolean isActive() {
        return retired == null;
    }

    /** What became of change {@code number} here, or null if nothing was tried. */
    public @Nullable Application application(int number) {
        return applications.get(number);
    }

    /** Whether change {@code number} is wholly in effect. */
    public boolean has(int number) {
        return applications.get(number) instanceof Application.Applied;
    }

    /** Whether any step of {@code change} is in effect or under way here. */
    boolean isTouchedBy(ChangeId change) {
        if (work != null && work.task().change().equals(change)) {
            return true;
        }
        return switch (applications.get(change.number())) {
            case Application.Applied applied -> true;
            case Application.Failed failed -> failed.effective() > 0;
            case Application.RolledBack rolledBack -> false;
            case null -> false;
        };
    }

    TargetState withLabels(Map<String, String> newLabels) {
        return new TargetState(id, newLabels, registered, retired, latest, applications, work, limits, toggles);
    }

    TargetState retire(Stamp stamp) {
        return new TargetState(id, labels, registered, stamp, latest, applications, work, limits, toggles);
    }

    TargetState withWork(Work newWork) {
        return new TargetState(id, labels, registered, retired, latest, applications, newWork, limits, toggles);
    }

    TargetState withLimits(Map<String, String> newLimits) {
        return new TargetState(id, labels, registered, retired, latest, applications, work, newLimits, toggles);
    }

    TargetState withToggle(String name, int percentage, Stamp stamp) {
        PersistentMap<String, Toggle> newToggles = toggles.put(name, new Toggle(percentage, stamp));
        return new TargetState(id, labels, registered, retired, latest, applications, work, limits, newToggles);
    }

    TargetState ended(int number, Application application) {
        int newLatest =
                switch (application) {
                    case Application.Applied applied -> number;
                    case Application.RolledBack rolledBack -> latest == number ? appliedBefore(number) : latest;
                    case Application.Failed failed -> latest;
                };
        return new TargetState(
                id,
                labels,
                registered,
                retired,
                newLatest,
                applications.put(number, application),
                null,
                limits,
                toggles);
    }

    private int appliedBefore(int number) {
        return applications.entrySet().stream()
                .filter(entry -> entry.getKey() < number && entry.getValue() instanceof Application.Applied)
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
    }
}
