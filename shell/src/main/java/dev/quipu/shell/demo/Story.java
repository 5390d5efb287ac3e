package dev.quipu.shell.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The demo's scenes: what happens in the shop, and the commands that go with it. */
record Story(List<Scene> scenes) {

    /** A paragraph and the commands after it. */
    record Scene(String narration, List<Line> lines) {}

    /**
     * One command.
     *
     * @param exitCode what it is to end with: failures are part of the story
     */
    record Line(String command, int exitCode) {}

    /** Reads a story: paragraphs with commands behind {@code >}, or behind {@code >1} if they end with 1. */
    static Story parse(String text) {
        return new Story(
                Stream.of(text.strip().split("\n\\s*\n")).map(Story::scene).toList());
    }

    private static Scene scene(String paragraph) {
        StringBuilder narration = new StringBuilder();
        List<Line> lines = new ArrayList<>();
        for (String line : paragraph.lines().toList()) {
            if (line.startsWith(">")) {
                int blank = line.indexOf(' ');
                lines.add(new Line(
                        line.substring(blank + 1), blank == 1 ? 0 : Integer.parseInt(line.substring(1, blank))));
            } else {
                narration.append(line).append('\n');
            }
        }
        return new Scene(narration.toString().strip(), List.copyOf(lines));
    }
}
