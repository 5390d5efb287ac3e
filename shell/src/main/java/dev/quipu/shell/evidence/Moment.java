package dev.quipu.shell.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** A point in time, written as a date (midnight in UTC) or as ISO 8601 with an offset. */
record Moment(Instant at) {

    /** @throws IllegalArgumentException if {@code text} is neither */
    static Moment parse(String text) {
        try {
            return new Moment(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no date: write 2026-11-24 or 2026-11-24T18:00:00Z", e);
        }
    }
}
