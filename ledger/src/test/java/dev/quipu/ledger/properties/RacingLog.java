package dev.quipu.ledger.properties;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log in which some entries are void. */
public final class RacingLog {

    private static final int LENGTH = 150;

    private RacingLog() {}

    /** Two writers decide on what they knew a while ago; some entries are sent twice. */
    public static List<Entry> of(long seed) {
        return of(seed, LENGTH);
    }

    /** The same with so many turns of theirs, of which only some lead to entries. */
    public static List<Entry> of(long seed, int turns) {
        RandomLog log = new RandomLog(seed);
        LedgerSpec[] known = {LedgerSpec.given(), LedgerSpec.given()};
        LedgerState state = LedgerState.empty();
        List<Entry> entries = new ArrayList<>();
        entries.add(new LedgerSpec(state).next(new LedgerOpened("test", Fold.RULES), 0L));
        state = fold(entries);
        for (int i = 0; i < turns; i++) {
            int writer = i % 2;
            if (log.chance(5)) {
                known[writer] = new LedgerSpec(state);
            }
            for (LedgerEvent event :
                    known[writer].when(log.command(known[writer].state())).events()) {
                Entry decided = known[writer].next(event, known[writer].state().revision(event.stream()));
                Entry entry = new Entry(
                        LedgerSpec.id(entries.size()),
                        decided.at(),
                        decided.actor(),
                        decided.stream(),
                        decided.expectedRevision(),
                        null,
                        null,
                        event);
                entries.add(log.chance(20) ? entries.getLast() : entry);
            }
            log.report(state).ifPresent(event -> entries.add(new LedgerSpec(fold(entries)).next(event, null)));
            state = fold(entries);
        }
        return entries;
    }

    private static LedgerState fold(List<Entry> entries) {
        LedgerState state = LedgerState.empty();
        for (Entry entry : entries) {
            state = Fold.fold(state, entry, Instant.ofEpochSecond(state.entries()))
                    .state();
        }
        return state;
    }
}
