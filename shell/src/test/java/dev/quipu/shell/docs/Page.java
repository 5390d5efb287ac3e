package dev.quipu.shell.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, with its fenced blocks in order. */
record Page(Path file, List<Block> blocks) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE =
            Pattern.compile("(?:<!-- (?<mark>[^>]*) -->\\n)?```(?<language>\\w+)\\n(?<text>.*?)```", Pattern.DOTALL);

    /**
     * One block.
     *
     * @param mark what the comment above it says: {@code run}, {@code run, exit 3}, {@code file NAME}, or nothing
     */
    record Block(String mark, String language, String text) {

        private static final Pattern RUN = Pattern.compile("run(?:, exit (?<code>\\d))?");
        private static final String FILE = "file ";

        /** Whether the block is a file that the commands after it read. */
        boolean isFile() {
            return mark.startsWith(FILE);
        }

        String fileName() {
            return mark.substring(FILE.length());
        }

        /** Whether the block's commands are to be run. */
        boolean isRun() {
            return RUN.matcher(mark).matches();
        }

        /** How the commands are to end. */
        int exitCode() {
            Matcher run = RUN.matcher(mark);
            return run.matches() && run.group("code") != null ? Integer.parseInt(run.group("code")) : 0;
        }

        /** The commands behind {@code $ ./quipu}. */
        List<String> commands() {
            return text.lines()
                    .filter(line -> line.startsWith("$ ./quipu "))
                    .map(line -> line.substring("$ ./quipu ".length()))
                    .toList();
        }

        /** What the commands are said to print. */
        List<String> output() {
            return text.lines().filter(line -> !line.startsWith("$ ")).toList();
        }
    }

    static Page read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(Files.readString(file));
        while (fence.find()) {
            String mark = fence.group("mark") == null ? "" : fence.group("mark");
            blocks.add(new Block(mark, fence.group("language"), fence.group("text")));
        }
        return new Page(file, blocks);
    }
}
