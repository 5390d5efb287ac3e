package dev.quipu.consumers.agent;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.StepOutline;
import java.util.List;
import java.util.Objects;

/** Reads the content of approved changes, and trusts none of it: it must say what its proposal says. */
final class ApprovedContent {

    private ApprovedContent() {}

    /** A change that can be run, or why it can't. */
    sealed interface Read {
        /** It can. */
        record Usable(ChangeFile file) implements Read {}

        /** It can't. */
        record Unusable(Failure failure) implements Read {}
    }

    static Read read(ChangeProposed proposed) {
        if (!proposed.format().equals(ChangeFile.FORMAT)) {
            return unusable(proposed, "is in format '%s', which this agent doesn't know".formatted(proposed.format()));
        }
        return switch (ChangeFileParser.parse(
                proposed.change().toString(), proposed.content().toBytes())) {
            case ParsedChange.Invalid invalid ->
                unusable(proposed, "can't be read: " + invalid.problems().getFirst());
            case ParsedChange.Valid valid when agrees(valid.file(), proposed) -> new Read.Usable(valid.file());
            case ParsedChange.Valid valid -> unusable(proposed, "says something else than its proposal");
        };
    }

    private static boolean agrees(ChangeFile file, ChangeProposed proposed) {
        List<StepOutline> outlines = file.steps().stream().map(Step::outline).toList();
        return file.id().equals(proposed.change())
                && file.requires().equals(proposed.requires())
                && outlines.equals(proposed.steps())
                && Objects.equals(file.irreversible(), proposed.irreversible());
    }

    private static Read unusable(ChangeProposed proposed, String why) {
        return new Read.Unusable(Failure.content("the content of %s %s".formatted(proposed.change(), why)));
    }
}
