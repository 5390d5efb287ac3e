package dev.quipu.shell.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static final List<String> KNOWN = List.of("change list", "change show", "rollout start", "up");

    @Test
    void findsTheNearestName() {
        assertThat(Suggestion.nearest("chnage lst", KNOWN)).contains("change list");
        assertThat(Suggestion.nearest("pu", KNOWN)).contains("up");
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(Suggestion.nearest("backup", KNOWN)).isEmpty();
        assertThat(Suggestion.question("backup", KNOWN)).isEmpty();
    }
}
