package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.Content;

/** Turns change files into what is written in the ledger. */
public final class Proposals {

    private Proposals() {}

    /** The proposal of {@code file}, whose bytes are {@code content}. */
    public static ChangeProposed of(ChangeFile file, Content content) {
        return new ChangeProposed(
                file.id(),
                file.name(),
                file.intent(),
                file.ticket(),
                file.phase(),
                file.requires(),
                file.steps().stream().map(Step::outline).toList(),
                file.irreversible(),
                ChangeFile.FORMAT,
                content,
                file.deprecates());
    }
}
