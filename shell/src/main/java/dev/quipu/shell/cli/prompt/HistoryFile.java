package dev.quipu.shell.cli.prompt;

import dev.quipu.shell.config.PrivateFiles;
import dev.quipu.shell.config.QuipuHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.impl.DumbTerminal;
import org.springframework.stereotype.Component;

/** The lines typed at the prompt, kept in a file only the user may read. */
@Component
public class HistoryFile {

    /** The file's name in Quipu's folder. */
    static final String NAME = "history";

    private final QuipuHome home;

    HistoryFile(QuipuHome home) {
        this.home = home;
    }

    /** The lines, oldest first; empty if nothing was typed yet. */
    public List<History.Entry> entries() {
        Path file = home.folder().resolve(NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (DumbTerminal terminal = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
            History history = new DefaultHistory(LineReaderBuilder.builder()
                    .terminal(terminal)
                    .variable(LineReader.HISTORY_FILE, file)
                    .build());
            history.load();
            List<History.Entry> entries = new ArrayList<>();
            history.forEach(entries::add);
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the file if it is missing and takes it away from other users. */
    void secure() throws IOException {
        PrivateFiles.secure(home.create().folder().resolve(NAME));
    }
}
