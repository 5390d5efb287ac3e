package dev.quipu.ledger.telemetry.topic;

import java.util.regex.Pattern;

/** The rule for texts in reports, when written and when read: short, and nothing that moves a terminal's cursor. */
final class ReportText {

    static final int LONGEST = 200;
    static final int MOST_BLOCKERS = 20;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private ReportText() {}

    static String of(String text) {
        String shorter = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
        return UNPRINTABLE.matcher(shorter).replaceAll("?");
    }
}
