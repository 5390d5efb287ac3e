package dev.quipu.shell.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTextTest {

    @Test
    void alignsByTheCellsOfTheTerminal() {
        assertThat(table("紐", "cord")).isEqualTo("""
            VALUE  LENGTH
            紐          1
            cord        4\
            """);
    }

    @Test
    void keepsEachRowOnOneHarmlessLine() {
        assertThat(table("a\n  b", "\033[31mred\007")).contains("a b ").contains("\uFFFD[31mred\uFFFD");
    }

    @Test
    void showsMissingValuesTimesAndLists() {
        List<@Nullable Object> values =
                Arrays.asList(null, true, Instant.parse("2026-11-24T01:02:03.456Z"), List.of("a", "b"));
        Listing listing = Listing.of(values, Column.of("value", value -> value));
        assertThat(text(listing)).isEqualTo("VALUE\n-\nyes\n2026-11-24T01:02:03Z\na, b");
    }

    private static String table(String... values) {
        return text(
                Listing.of(List.of(values), Column.of("value", value -> value), Column.of("length", String::length)));
    }

    private static String text(Listing listing) {
        return TableText.lines(listing).stream().map(AttributedString::toString).collect(Collectors.joining("\n"));
    }
}
