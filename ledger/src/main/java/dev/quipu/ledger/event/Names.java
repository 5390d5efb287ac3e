package dev.quipu.ledger.event;

import java.util.regex.Pattern;

/** The one rule for names of services and targets. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private Names() {}

    static void require(String what, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("%s '%s': use lower-case letters, digits, '_' and '-', at most 63"
                    .formatted(what, value.length() > 100 ? value.substring(0, 100) + "…" : value));
        }
    }

    static int positive(String what, String digits) {
        try {
            int number = Integer.parseInt(digits);
            if (number > 0 && !digits.startsWith("+")) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message below
        }
        throw new IllegalArgumentException("%s '%s' is not a positive whole number".formatted(what, digits));
    }
}
