package dev.quipu.ledger.change;

/** The rule for names of steps: one line of 1 to 200 characters that is not blank. */
final class StepNames {

    static final int MAX_LENGTH = 200;

    private StepNames() {}

    static void require(String name) {
        if (name.isBlank() || name.length() > MAX_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "step name '%s': use one line of 1 to %d characters".formatted(Excerpt.of(name), MAX_LENGTH));
        }
    }

    /** The name of the step at {@code position} (from 1) if its author gave it none. */
    static String byPosition(int position) {
        return "step " + position;
    }
}
