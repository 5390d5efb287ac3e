package dev.quipu.consumers.importer;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Problem;
import java.util.List;

/**
 * What came of importing a folder. Immutable. While there are problems, the changes are not all there are: a migration
 * with a problem keeps its number but is left out.
 *
 * @param changes in the order in which they were and will be applied
 * @param problems what could not be imported, and why
 * @param skipped files that are no migrations for this dialect, relative to the folder
 */
public record ImportResult(List<ChangeFile> changes, List<Problem> problems, List<String> skipped) {

    /** Copies the lists. */
    public ImportResult {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
        skipped = List.copyOf(skipped);
    }
}
