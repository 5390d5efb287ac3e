package dev.quipu.shell.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.shell.cli.CommandFailure;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void separatesAtBlanks() {
        assertThat(Words.split("  change   list\t--all ")).containsExactly("change", "list", "--all");
        assertThat(Words.split(" \t")).isEmpty();
    }

    @Test
    void keepsQuotedTextWhole() {
        assertThat(Words.split("a 'b \"c\\' d\" e \\\" 'f' \\\\\"x --g=\"h i\" ''"))
                .containsExactly("a", "b \"c\\", "d e \" 'f' \\x", "--g=h i", "");
    }

    @Test
    void escapesTheNextCharacterOutsideQuotes() {
        assertThat(Words.split("a\\ b \\'c\\\\ d\\")).containsExactly("a b", "'c\\", "d\\");
    }

    @Test
    void refusesAnOpenQuote() {
        assertThatThrownBy(() -> Words.split("echo 'a"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the line has an opening ' without a closing one");
    }
}
