package dev.quipu.shell.change;

import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.change.SubjectStep;
import dev.quipu.ledger.change.ToggleStep;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.ToggleSetting;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Listing;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the steps of a change do, as far as its content can be read. */
final class StepDetails {

    private StepDetails() {}

    private record Line(StepOutline outline, @Nullable String does) {}

    static Listing of(ChangeProposed proposed) {
        Optional<ChangeFile> file = file(proposed);
        List<StepOutline> outlines = proposed.steps();
        List<Line> lines = IntStream.range(0, outlines.size())
                .mapToObj(i -> new Line(
                        outlines.get(i), file.map(known -> does(known, i)).orElse(null)))
                .toList();
        return Listing.of(
                lines,
                Column.of("step", line -> line.outline().name()),
                Column.of("kind", line -> line.outline().kind()),
                Column.of("reversible", line -> line.outline().reversible()),
                Column.of("does", Line::does));
    }

    /** Why what the change destroys needs no copy, or null. */
    static @Nullable String waiver(ChangeProposed proposed) {
        return file(proposed).map(ChangeFile::waiveBackup).orElse(null);
    }

    private static Optional<ChangeFile> file(ChangeProposed proposed) {
        return ChangeFileParser.parse(
                                proposed.change().toString(), proposed.content().toBytes())
                        instanceof ParsedChange.Valid valid
                ? Optional.of(valid.file())
                : Optional.empty();
    }

    private static String does(ChangeFile file, int index) {
        if (index >= file.steps().size()) {
            return "";
        }
        return switch (file.steps().get(index)) {
            case Step.SqlStep sql -> firstLine(sql.sql()) + (sql.transactional() ? "" : " (no transaction)");
            case Step.BackfillStep backfill -> "fills " + backfill.table();
            case Step.VerifyStep verify ->
                "%s = %s".formatted(firstLine(verify.query()), verify.expect() == null ? "nothing" : verify.expect());
            case Step.CompareStep compare ->
                "%s = %s on (%s)"
                        .formatted(
                                firstLine(compare.left()),
                                firstLine(compare.right()),
                                String.join(", ", compare.key()));
            case BackupStep backup ->
                "copies %s to %s for %d days"
                        .formatted(
                                backup.table(),
                                BackupStep.copy(file.id(), index + 1),
                                Math.max(1, backup.retain().toDays()));
            case SubjectStep subject ->
                "registers %s (%s, %s)".formatted(subject.subject(), subject.type(), subject.compatibility());
            case ToggleStep(String name, ToggleSetting(String toggle, int percentage, int rollback)) ->
                "sets %s to %d %%, back to %d %%".formatted(toggle, percentage, rollback);
        };
    }

    private static String firstLine(String text) {
        List<String> lines = text.strip().lines().toList();
        String first = lines.getFirst().strip();
        String brief = first.length() > 60 ? first.substring(0, 60) + "…" : first;
        return lines.size() > 1 && brief.equals(first) ? first + " …" : brief;
    }
}
