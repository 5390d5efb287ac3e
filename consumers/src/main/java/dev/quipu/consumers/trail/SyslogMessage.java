package dev.quipu.consumers.trail;

import java.nio.charset.StandardCharsets;

/**
 * Messages of RFC 5424: facility 13 (audit), severity 6 (informational) or, for void records, 4 (warning); the event's
 * name as message id, the place in the log as {@code sequenceId}, and the record as JSON in plain ASCII.
 *
 * @param host of this machine
 * @param process id of this process
 */
record SyslogMessage(String host, long process) {

    private static final int AUDIT = 13 * 8;
    private static final int WARNING = 4;
    private static final int INFORMATIONAL = 6;
    private static final int LONGEST_HOST = 255;

    /** {@code sequenceId} goes from 1 to this and begins again (RFC 5424 §7.3.1). */
    private static final long SEQUENCE = Integer.MAX_VALUE;

    /** Leaves out of the host's name what may not be in it. */
    SyslogMessage {
        String name = host.replaceAll("[^!-~]", "");
        host = name.isEmpty() ? "-" : name.substring(0, Math.min(LONGEST_HOST, name.length()));
    }

    byte[] of(TrailLine line) {
        TrailEntry entry = line.entry();
        String text = "<%d>1 %s %s quipu %d %s [meta sequenceId=\"%d\"] %s"
                .formatted(
                        AUDIT + (entry.isVoid() ? WARNING : INFORMATIONAL),
                        entry.logged().at(),
                        host,
                        process,
                        entry.event(),
                        entry.number() % SEQUENCE + 1,
                        ascii(line.json()));
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The same JSON with all other characters escaped. */
    private static String ascii(String json) {
        if (json.chars().allMatch(c -> c < 0x7F)) {
            return json;
        }
        StringBuilder ascii = new StringBuilder(json.length() + 16);
        json.chars().forEach(c -> {
            if (c < 0x7F) {
                ascii.append((char) c);
            } else {
                ascii.append("\\u%04x".formatted(c));
            }
        });
        return ascii.toString();
    }
}
