package dev.quipu.shell.cli.output;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.line.GlobalOptions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Where commands write and ask. Data goes to stdout, everything else to stderr; at the prompt both are the terminal.
 *
 * <p>One command runs at a time; any of its threads may call the methods.
 */
public final class Console {

    private volatile GlobalOptions defaults;
    private volatile Channels channels;
    private volatile GlobalOptions options;

    public Console(Channels channels, GlobalOptions defaults) {
        this.channels = channels;
        this.defaults = defaults;
        this.options = defaults;
    }

    /** Prints data in the form the operator asked for with {@code --output}. */
    public void print(Printable data) {
        if (options.output() == OutputFormat.TABLE
                && data instanceof Listing listing
                && listing.rows().isEmpty()) {
            if (!listing.whenEmpty().isEmpty()) {
                message(listing.whenEmpty());
            }
            return;
        }
        channels.out().print(rendered(data));
        channels.out().flush();
    }

    /** Prints text that is itself the data, such as a help page, and a line break. */
    public void text(String text) {
        text(new AttributedString(text));
    }

    /** Prints styled text that is itself the data, and a line break. */
    public void text(AttributedString text) {
        channels.out().print(ansi(text, channels.outIsTerminal()) + "\n");
        channels.out().flush();
    }

    /** Tells the operator something on stderr. Control characters in the text do no harm. */
    public void message(String text) {
        message(new AttributedString(Values.printable(text)));
    }

    /** Tells the operator something in a tone, on stderr. */
    public void message(Tone tone, String text) {
        message(new AttributedString(Values.printable(text), tone.style()));
    }

    /** Tells what went wrong, on stderr: {@code error: } and the text. */
    public void error(String text) {
        message(new AttributedStringBuilder()
                .styled(AttributedStyle.BOLD.foreground(AttributedStyle.RED), "error: ")
                .append(Values.printable(text))
                .toAttributedString());
    }

    /** A line that shows how far work is; close it when the work ends. */
    public Progress progress(String title) {
        return new Progress(this, title);
    }

    /**
     * Asks for a yes before something that is hard to undo; returns at once under {@code --yes}.
     *
     * @param question without the question mark's answer choices, for example {@code Retire orders@eu-1?}
     * @throws CommandFailure if the answer is no, or nobody can answer
     */
    public void confirm(String question) {
        if (options.yes()) {
            return;
        }
        if (!channels.inIsTerminal()) {
            throw CommandFailure.usage(
                    "this needs a confirmation and there is no terminal to ask at: " + question,
                    "Add --yes to confirm");
        }
        String answer = channels.ask().apply(Values.printable(question) + " [y/N] ");
        if (answer == null || !List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new CommandFailure(ExitCode.FAILED, "cancelled, nothing was changed", "");
        }
    }

    /** Waits for Enter; false if somebody presses Ctrl-C or Ctrl-D instead, or nobody can. */
    public boolean pause(String prompt) {
        return channels.inIsTerminal() && channels.ask().apply(prompt) != null;
    }

    /** Whether a person can be asked. */
    public boolean canAsk() {
        return channels.inIsTerminal();
    }

    /** Clears the screen if there is one. */
    public void clearScreen() {
        if (channels.outIsTerminal()) {
            channels.out().print("\033[H\033[2J");
            channels.out().flush();
        }
    }

    /** Whether a person sees what {@link #print} writes. */
    public boolean isTerminal() {
        return channels.outIsTerminal();
    }

    /** Whether text for people is coloured. */
    public boolean colours() {
        return channels.colours() && !options.noColor();
    }

    /** The global options of the command that runs. */
    public GlobalOptions options() {
        return options;
    }

    /** What holds for a line that says nothing else. */
    public GlobalOptions defaults() {
        return defaults;
    }

    /** Changes what holds for a line that says nothing else. */
    public void useByDefault(GlobalOptions sessionOptions) {
        defaults = sessionOptions;
    }

    /** Puts the global options of the next command in force. */
    public void use(GlobalOptions commandOptions) {
        options = commandOptions;
    }

    /** Writes and asks at another place from now on. */
    public void use(Channels other) {
        channels = other;
    }

    Channels channels() {
        return channels;
    }

    private void message(AttributedString text) {
        channels.err().print(ansi(text, channels.errIsTerminal()) + "\n");
        channels.err().flush();
    }

    private String rendered(Printable data) {
        return switch (options.output()) {
            case TABLE ->
                TableText.lines(data).stream()
                        .map(line -> ansi(line, channels.outIsTerminal()) + "\n")
                        .collect(Collectors.joining());
            case JSON -> StructuredText.json(data);
            case YAML -> StructuredText.yaml(data);
            case CSV -> StructuredText.csv(data);
        };
    }

    private String ansi(AttributedString text, boolean terminal) {
        return terminal && colours() ? text.toAnsi() : text.toString();
    }
}
