package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ChangeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step that copies a table's rows beside the data before something destroys them. It takes nothing away, so there is
 * nothing to take back: the copy stays until its time is over.
 *
 * @param table the table's name as SQL, with or without its schema
 * @param where a condition for the rows to be copied, or null for all
 * @param retain how long the copy is kept after the change is done, in whole milliseconds
 */
public record BackupStep(
        String name, String table, @Nullable String where, Duration retain, Timeouts timeouts) implements Step {

    /** How long copies are kept if their step doesn't say it. */
    public static final Duration RETAIN = Duration.ofDays(30);

    static final Duration SHORTEST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final int LONGEST_SERVICE = 40;

    /** A step whose author leaves the timeouts to the agent. */
    public BackupStep(String name, String table, @Nullable String where, Duration retain) {
        this(name, table, where, retain, Timeouts.DEFAULTS);
    }

    /** @throws IllegalArgumentException if the name is no step name, a text is blank or the copy is kept too long */
    public BackupStep {
        StepNames.require(name);
        if (table.isBlank() || (where != null && where.isBlank())) {
            throw new IllegalArgumentException("'table' or 'where' is blank");
        }
        if (retain.compareTo(SHORTEST) < 0 || retain.compareTo(LONGEST) > 0 || retain.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("'retain' is no duration from 1m to 3650d");
        }
    }

    /**
     * The name of the table that holds the copy, in the schema {@code quipu_backup}: {@code orders_7_1}.
     *
     * @param step its number in the change, from 1
     */
    public static String copy(ChangeId change, int step) {
        String service = change.service().value().replace('-', '_');
        String brief = service.length() > LONGEST_SERVICE ? service.substring(0, LONGEST_SERVICE) : service;
        return "%s_%d_%d".formatted(brief, change.number(), step);
    }

    @Override
    public String kind() {
        return "backup";
    }

    @Override
    public boolean isReversible() {
        return true;
    }
}
