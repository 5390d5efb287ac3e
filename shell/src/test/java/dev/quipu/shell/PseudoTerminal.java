package dev.quipu.shell;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;

/** A terminal whose keys a test presses and whose screen it reads. */
final class PseudoTerminal {

    private final PipedOutputStream keys = new PipedOutputStream();
    private final PipedInputStream input = new PipedInputStream(keys, 8192);
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    PseudoTerminal() throws IOException {}

    void attach(TerminalBuilder builder) {
        builder.system(false)
                .streams(input, screen)
                .type("xterm-256color")
                .encoding(StandardCharsets.UTF_8)
                .size(new Size(120, 40));
    }

    void type(String text) {
        try {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything drawn so far without control sequences. */
    String text() {
        return screen.toString(StandardCharsets.UTF_8)
                .replaceAll("\033\\[[0-9;?]*[ -/]*[@-~]", "")
                .replaceAll("\033[()][A-Z0-9]|\033[=>]", "")
                .replace("\r", "");
    }

    void awaitText(String expected) {
        await("screen shows " + expected)
                .atMost(Duration.ofSeconds(20))
                .until(this::text, text -> text.contains(expected));
    }
}
