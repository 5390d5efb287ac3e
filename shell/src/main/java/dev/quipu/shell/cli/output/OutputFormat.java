package dev.quipu.shell.cli.output;

import dev.quipu.shell.cli.CommandFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The form in which data is printed. */
public enum OutputFormat {
    TABLE,
    JSON,
    YAML,
    CSV;

    /** The names as typed after {@code --output}. */
    public static List<String> names() {
        return Arrays.stream(values()).map(OutputFormat::typed).toList();
    }

    /** @throws CommandFailure (usage) if there is no such format */
    public static OutputFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.typed().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        "output format '%s' does not exist".formatted(text),
                        "Use one of " + String.join(", ", names())));
    }

    private String typed() {
        return name().toLowerCase(Locale.ROOT);
    }
}
