package dev.quipu.consumers.notary;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a notary works.
 *
 * @param state its own folder; what is in it must not get lost, or it could sign two stories
 * @param directory where checkpoints are published
 * @param entries after so many it signs
 * @param interval nor does an entry wait longer than this for a checkpoint, unless it is one itself
 * @param witnesses who are to sign too
 */
public record NotarySettings(
        Path state, Path directory, int entries, Duration interval, List<WitnessAddress> witnesses) {

    /** The usual number of entries between two checkpoints. */
    public static final int ENTRIES = 1_000;

    /** The usual time between an entry and its checkpoint. */
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    /** A ledger takes no checkpoint of a log that has grown by more than 4096 entries since. */
    public static final int MOST_ENTRIES = 4_000;

    /** @throws IllegalArgumentException if nobody could work like that */
    public NotarySettings {
        witnesses = List.copyOf(witnesses);
        if (entries < 1 || entries > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "a notary signs after 1 to %d entries, not %d".formatted(MOST_ENTRIES, entries));
        }
        if (interval.isNegative()) {
            throw new IllegalArgumentException("no interval: " + interval);
        }
    }

    /** The usual settings, without witnesses. */
    public NotarySettings(Path state, Path directory) {
        this(state, directory, ENTRIES, INTERVAL, List.of());
    }
}
