package dev.quipu.consumers.agent;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Proposals;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;

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
        return Proposals.of(file, proposed.content()).equals(proposed);
    }

    private static Read unusable(ChangeProposed proposed, String why) {
        return new Read.Unusable(Failure.content("the content of %s %s".formatted(proposed.change(), why)));
    }
}
