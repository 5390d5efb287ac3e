package dev.quipu.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All Java sources are formatted by palantir-java-format. A test and no Maven plugin, because the formatter needs the
 * parser of a JDK that knows our language level, and Maven itself may run on an older one. {@code mvn -Pformat test -pl
 * schemas} rewrites what differs.
 */
class FormattingTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    @Test
    void sourcesAreFormatted() throws IOException, FormatterException {
        boolean apply = "apply".equals(System.getProperty("quipu.format"));
        List<Path> different;
        try (Stream<Path> files = Files.walk(ROOT)) {
            different = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> differs(file, apply))
                    .map(ROOT::relativize)
                    .toList();
        }
        assertThat(apply ? List.of() : different)
                .as("Format them: mvn -Pformat test -pl schemas")
                .isEmpty();
    }

    private static boolean differs(Path file, boolean apply) {
        try {
            String source = Files.readString(file);
            String formatted = FORMATTER.formatSourceAndFixImports(source);
            if (apply && !formatted.equals(source)) {
                Files.writeString(file, formatted);
            }
            return !formatted.equals(source);
        } catch (IOException | FormatterException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
