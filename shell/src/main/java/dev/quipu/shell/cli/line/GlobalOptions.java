package dev.quipu.shell.cli.line;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.output.OutputFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options every command understands, wherever they stand on the line. */
public record GlobalOptions(OutputFormat output, boolean yes, boolean debug, boolean noColor, boolean help) {

    /** One of the options as help and completion show it; {@code shortName} is a blank when there is none. */
    public record Described(String longName, char shortName, String value, String description) {}

    public static final List<Described> ALL = List.of(
            new Described("output", 'o', "FORMAT", "print data as " + String.join(", ", OutputFormat.names())),
            new Described("yes", 'y', "", "answer every question with yes"),
            new Described("no-color", ' ', "", "print without colours"),
            new Described("debug", ' ', "", "show logs and stack traces"),
            new Described("help", 'h', "", "show the help of the command"));

    /** A line split into its global options and the other words. */
    public record Split(GlobalOptions options, List<String> words) {}

    /** What holds when the line says nothing: a table, questions asked, no logs unless {@code QUIPU_DEBUG} is set. */
    public static GlobalOptions defaults(Map<String, String> environment) {
        boolean debug = List.of("1", "true").contains(environment.getOrDefault("QUIPU_DEBUG", ""));
        return new GlobalOptions(OutputFormat.TABLE, false, debug, false, false);
    }

    /**
     * Takes the global options out of a line; what follows a {@code --} is left alone.
     *
     * @throws CommandFailure (usage) if {@code --output} has no or a wrong value
     */
    public Split split(List<String> line) {
        GlobalOptions found = this;
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (word.equals("--")) {
                rest.addAll(line.subList(i, line.size()));
                break;
            }
            if (word.equals("--output") || word.equals("-o")) {
                i++;
                found = found.withOutput(i < line.size() ? line.get(i) : "");
            } else if (word.startsWith("--output=") || word.startsWith("-o=")) {
                found = found.withOutput(word.substring(word.indexOf('=') + 1));
            } else {
                GlobalOptions flagged = found.withFlag(word);
                if (flagged == null) {
                    rest.add(word);
                } else {
                    found = flagged;
                }
            }
        }
        return new Split(found, List.copyOf(rest));
    }

    private GlobalOptions withOutput(String format) {
        if (format.isEmpty()) {
            throw CommandFailure.usage(
                    "option --output needs a value", "Use one of " + String.join(", ", OutputFormat.names()));
        }
        return new GlobalOptions(OutputFormat.parse(format), yes, debug, noColor, help);
    }

    private @Nullable GlobalOptions withFlag(String word) {
        return switch (word) {
            case "--yes", "-y" -> new GlobalOptions(output, true, debug, noColor, help);
            case "--debug" -> new GlobalOptions(output, yes, true, noColor, help);
            case "--no-color" -> new GlobalOptions(output, yes, debug, true, help);
            case "--help", "-h" -> new GlobalOptions(output, yes, debug, noColor, true);
            default -> null;
        };
    }
}
