package dev.quipu.shell;

import dev.quipu.shell.cli.output.Channels;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** What a command wrote, and the answer it gets when it asks. */
final class Screen {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private volatile @Nullable String answer;

    Channels channels(boolean terminal) {
        return new Channels(
                new PrintWriter(out), new PrintWriter(err), terminal, terminal, terminal, true, () -> 80, question -> {
                    err.write(String.valueOf(question));
                    return answer;
                });
    }

    void answer(@Nullable String given) {
        answer = given;
    }

    String takeOut() {
        return take(out);
    }

    String takeErr() {
        return take(err);
    }

    String err() {
        return err.toString();
    }

    private static String take(StringWriter writer) {
        String text = writer.toString();
        writer.getBuffer().setLength(0);
        return text;
    }
}
