package dev.quipu.shell.backup;

import dev.quipu.consumers.backup.RestoreScript;
import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import java.util.ArrayList;
import java.util.List;

/** The change that brings back what another has destroyed: reviewed, approved and rolled out like any. */
final class RestoringChange {

    private RestoringChange() {}

    static ChangeFile of(ChangeFile destructive, List<RestoreScript> scripts, int number) {
        List<Step> steps = new ArrayList<>();
        for (RestoreScript script : scripts) {
            if (script.overwrites()) {
                steps.add(new BackupStep(
                        "copy %s as it is now".formatted(script.table()), script.table(), null, BackupStep.RETAIN));
            }
            steps.add(new Step.SqlStep(
                    "bring %s back from step %d".formatted(script.table(), script.step()), script.text(), null, true));
        }
        ChangeId change = destructive.id();
        return new ChangeFile(
                new ChangeId(change.service(), number),
                "restore-%d".formatted(change.number()),
                "Bring back what %s has destroyed".formatted(change),
                null,
                Phase.MIGRATE,
                List.of(),
                List.of(),
                steps,
                "what is brought back can't be told from what came since");
    }
}
