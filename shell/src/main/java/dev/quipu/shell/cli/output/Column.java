package dev.quipu.shell.cli.output;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a listing: the name of a value, how to get it from a row, and its tone.
 *
 * <p>The name is written in camel case ({@code appliedAt}): JSON, YAML and CSV use it as it is, a table shows
 * {@code APPLIED AT}. Values are text, numbers, booleans, instants, durations, enums, collections of these, or null;
 * anything else is shown by its {@code toString}. A column whose values are all numbers is aligned to the right.
 */
public record Column<T>(String name, Function<T, @Nullable Object> value, Function<T, Tone> tone) {

    /** A column in the plain tone. */
    public static <T> Column<T> of(String name, Function<T, @Nullable Object> value) {
        return new Column<>(name, value, row -> Tone.PLAIN);
    }

    /** The same column with a tone that depends on the row. */
    public Column<T> toned(Function<T, Tone> rowTone) {
        return new Column<>(name, value, rowTone);
    }
}
