package dev.quipu.ledger.event;

/** The one rule for names of services and targets. */
final class Names {

    private static final int LONGEST = 63;

    private Names() {}

    static void require(String what, String value) {
        if (!isName(value)) {
            throw new IllegalArgumentException("%s '%s': use lower-case letters, digits, '_' and '-', at most 63"
                    .formatted(what, value.length() > 100 ? value.substring(0, 100) + "…" : value));
        }
    }

    private static boolean isName(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLetterOrDigit(c) && (i == 0 || !isJoiner(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isJoiner(char c) {
        return c == '_' || c == '-';
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
