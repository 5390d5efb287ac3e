package dev.quipu.shell.cli.prompt;

import java.io.IOException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.widget.AutosuggestionWidgets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Primary;
import org.springframework.shell.jline.JLineInputProvider;
import org.springframework.shell.jline.PromptProvider;
import org.springframework.stereotype.Component;

/** The lines typed at the prompt. Ctrl-C drops the line, Ctrl-D on an empty one leaves the shell. */
@Primary
@Component
public class PromptInput extends JLineInputProvider {

    private static final Logger LOG = LoggerFactory.getLogger(PromptInput.class);

    PromptInput(LineReader reader, PromptProvider prompt, HistoryFile history) {
        super(reader);
        setPromptProvider(prompt);
        reader.setOpt(LineReader.Option.AUTO_MENU_LIST);
        reader.setOpt(LineReader.Option.CASE_INSENSITIVE);
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        new AutosuggestionWidgets(reader).enable();
        try {
            history.secure();
        } catch (IOException e) {
            reader.setVariable(LineReader.HISTORY_FILE, null);
            LOG.warn("The history of this session is not kept: {}", e.toString());
        }
    }

    @Override
    public String readInput() {
        try {
            return super.readInput();
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return "exit";
        }
    }
}
