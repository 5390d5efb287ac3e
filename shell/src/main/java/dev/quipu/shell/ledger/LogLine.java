package dev.quipu.shell.ledger;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.schemas.Decoded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One record of the log, for people. */
record LogLine(
        long number,
        Instant at,
        @Nullable String actor,
        @Nullable String stream,
        String event,
        String outcome,
        boolean isVoid,
        @Nullable UUID id) {

    static LogLine of(LoggedRecord logged, Outcome outcome) {
        Entry entry = logged.content() instanceof Decoded.Value<Entry>(Entry value) ? value : null;
        return new LogLine(
                logged.number(),
                logged.at(),
                entry == null ? null : entry.actor().id(),
                entry == null ? null : entry.stream().toString(),
                entry == null ? "(no entry)" : entry.event().getClass().getSimpleName(),
                switch (outcome) {
                    case Outcome.Accepted accepted -> "accepted";
                    case Outcome.Voided voided -> "void: " + voided.reason().message();
                },
                outcome instanceof Outcome.Voided,
                entry == null ? null : entry.id());
    }

    /** One line. */
    String brief() {
        return "%d  %s  %s  %s  %s  %s"
                .formatted(number, at.truncatedTo(ChronoUnit.SECONDS), actor, stream, event, outcome);
    }
}
