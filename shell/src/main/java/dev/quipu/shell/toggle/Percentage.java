package dev.quipu.shell.toggle;

/** A share of all subjects as it is typed: {@code 25}, {@code 25%}, {@code on} or {@code off}. */
record Percentage(int value) {

    /** @throws IllegalArgumentException if it is none */
    static Percentage parse(String text) {
        return switch (text) {
            case "on" -> new Percentage(100);
            case "off" -> new Percentage(0);
            default -> new Percentage(number(text.endsWith("%") ? text.substring(0, text.length() - 1) : text));
        };
    }

    private static int number(String digits) {
        if (digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= 100) {
            return Integer.parseInt(digits);
        }
        throw new IllegalArgumentException("write a percentage from 0 to 100, or on, or off");
    }

    @Override
    public String toString() {
        return value + "%";
    }
}
