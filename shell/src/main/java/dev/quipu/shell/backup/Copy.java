package dev.quipu.shell.backup;

import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy that a backup step has made on a target, as far as the ledger knows. When it is dropped, the database decides
 * by its own clock.
 *
 * @param step its number, from 1
 * @param name of the copy's table
 * @param keptUntil null while the change is under way
 */
record Copy(
        TargetId target,
        ChangeId change,
        int step,
        BackupStep made,
        String name,
        @Nullable Instant keptUntil) {

    /** All copies, by target and change. */
    static List<Copy> all(LedgerState state) {
        List<Copy> copies = new ArrayList<>();
        state.changes().values().stream()
                .filter(change -> change.proposal().event().steps().stream().anyMatch(Copy::isBackup))
                .forEach(change -> file(change)
                        .ifPresent(file -> state.activeTargets(file.id().service())
                                .forEach(target -> copies.addAll(of(target, file)))));
        return copies.stream()
                .sorted(Comparator.comparing(Copy::target)
                        .thenComparing(Copy::change)
                        .thenComparingInt(Copy::step))
                .toList();
    }

    private static boolean isBackup(StepOutline step) {
        return step.kind().equals("backup");
    }

    /** What a change says; empty if this version can't read it. */
    static Optional<ChangeFile> file(ChangeState change) {
        byte[] content = change.proposal().event().content().toBytes();
        return ChangeFileParser.parse(change.id().toString(), content) instanceof ParsedChange.Valid valid
                ? Optional.of(valid.file())
                : Optional.empty();
    }

    private static List<Copy> of(TargetState target, ChangeFile file) {
        Application application = target.application(file.id().number());
        List<Copy> copies = new ArrayList<>();
        for (int step = 1; step <= file.steps().size(); step++) {
            if (file.steps().get(step - 1) instanceof BackupStep backup && isMade(application, step)) {
                String name = BackupStep.copy(file.id(), step);
                copies.add(new Copy(target.id(), file.id(), step, backup, name, keptUntil(application, backup)));
            }
        }
        return copies;
    }

    private static boolean isMade(@Nullable Application application, int step) {
        return switch (application) {
            case Application.Applied applied -> true;
            case Application.RolledBack rolledBack -> true;
            case Application.Failed failed -> failed.effective() >= step;
            case null -> false;
        };
    }

    private static @Nullable Instant keptUntil(@Nullable Application application, BackupStep backup) {
        return switch (application) {
            case Application.Applied applied -> applied.stamp().at().plus(backup.retain());
            case Application.RolledBack rolledBack -> rolledBack.stamp().at().plus(backup.retain());
            case Application.Failed failed -> null;
            case null -> null;
        };
    }
}
