package dev.quipu.shell.cli.output;

import org.jline.utils.AttributedStyle;

/** What a value says at a glance; colours follow from it where the terminal has them. */
public enum Tone {
    PLAIN,
    GOOD,
    NOTICE,
    BAD,
    MUTED;

    /** The terminal style. */
    public AttributedStyle style() {
        return switch (this) {
            case PLAIN -> AttributedStyle.DEFAULT;
            case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case NOTICE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case BAD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
            case MUTED -> AttributedStyle.DEFAULT.faint();
        };
    }
}
