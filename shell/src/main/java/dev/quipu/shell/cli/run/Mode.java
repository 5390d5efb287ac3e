package dev.quipu.shell.cli.run;

import dev.quipu.shell.cli.CommandFailure;
import java.util.List;

/** What a call of {@code quipu} asks for. */
sealed interface Mode {

    /** One command, then the end. */
    record OneShot(List<String> words) implements Mode {}

    /** The lines of a file; a dash names stdin. */
    record Script(String file) implements Mode {}

    /** The interactive prompt. */
    record Prompt() implements Mode {}

    /**
     * The mode for a command line without its global options.
     *
     * @throws CommandFailure (usage) if {@code -f} stands without a file or with more than one
     */
    static Mode of(List<String> words, boolean canAsk) {
        if (words.isEmpty()) {
            return canAsk ? new Prompt() : new Script("-");
        }
        if (!List.of("-f", "--file").contains(words.getFirst())) {
            return new OneShot(words.getFirst().equals("--version") ? List.of("version") : words);
        }
        if (words.size() != 2) {
            throw CommandFailure.usage("option -f needs one script file", "Usage: quipu -f FILE");
        }
        return new Script(words.get(1));
    }
}
