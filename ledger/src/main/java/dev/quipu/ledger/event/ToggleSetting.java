package dev.quipu.ledger.event;

/**
 * What a toggle step sets.
 *
 * @param name lower-case letters, digits, {@code _} and {@code -}, at most 63
 * @param percentage of the subjects for which the toggle is on once the step is done, 0 to 100
 * @param rollback the same once the step is taken back
 */
public record ToggleSetting(String name, int percentage, int rollback) {

    /** @throws IllegalArgumentException if the name or a percentage is none */
    public ToggleSetting {
        Names.require("toggle", name);
        requirePercentage(percentage);
        requirePercentage(rollback);
    }

    static void requirePercentage(int percentage) {
        if (percentage < 0 || percentage > 100) {
            throw new IllegalArgumentException("percentage %d is not from 0 to 100".formatted(percentage));
        }
    }
}
