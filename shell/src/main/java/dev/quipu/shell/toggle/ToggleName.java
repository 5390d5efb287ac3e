package dev.quipu.shell.toggle;

import dev.quipu.ledger.event.ToggleSetting;

/** The name of a toggle as it is typed. */
record ToggleName(String text) {

    /** @throws IllegalArgumentException if it can't be one */
    static ToggleName parse(String text) {
        return new ToggleName(new ToggleSetting(text, 0, 0).name());
    }

    @Override
    public String toString() {
        return text;
    }
}
