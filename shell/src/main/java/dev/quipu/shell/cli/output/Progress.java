package dev.quipu.shell.cli.output;

import org.jline.utils.AttributedString;

/**
 * How far a piece of work is, on stderr.
 *
 * <p>On a terminal it is one line that is drawn again and again and goes away at the end. Elsewhere each phase is a
 * line, and updates within a phase are silent. Safe for use by several threads.
 */
public final class Progress implements AutoCloseable {

    private static final String CLEAR_LINE = "\r\033[K";

    private final Console console;
    private final boolean redraws;
    private volatile String phase;

    Progress(Console console, String title) {
        this.console = console;
        this.redraws = console.channels().errIsTerminal() && console.channels().colours();
        this.phase = title;
        phase(title);
    }

    /** Begins the next phase. */
    public void phase(String title) {
        phase = title;
        if (redraws) {
            draw(title);
        } else {
            console.message(title);
        }
    }

    /** Says how far the phase is, for example {@code 12 of 285}. */
    public void update(String state) {
        if (redraws) {
            draw(phase + ": " + state);
        }
    }

    /** Takes the line away, so that what follows starts on a clean one. */
    @Override
    public void close() {
        if (redraws) {
            write(CLEAR_LINE);
        }
    }

    private void draw(String text) {
        int width = Math.max(20, console.channels().width().getAsInt()) - 1;
        AttributedString line = new AttributedString(Values.printable(text).replace('\n', ' '));
        write(CLEAR_LINE + line.columnSubSequence(0, width));
    }

    private void write(String text) {
        console.channels().err().print(text);
        console.channels().err().flush();
    }
}
