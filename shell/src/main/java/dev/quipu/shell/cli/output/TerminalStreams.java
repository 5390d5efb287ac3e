package dev.quipu.shell.cli.output;

import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * Which of the process's streams are a terminal.
 *
 * <p>The launcher knows it for free and says so in the system property {@code quipu.terminal}, the names of the streams
 * in any order ({@code in,err}). Without it JLine is asked, which costs a native call.
 */
public record TerminalStreams(boolean in, boolean out, boolean err) {

    /** As the launcher says, or as JLine finds. */
    public static TerminalStreams detect() {
        String told = System.getProperty("quipu.terminal");
        return told == null ? probe() : parse(told);
    }

    static TerminalStreams parse(String names) {
        return new TerminalStreams(names.contains("in"), names.contains("out"), names.contains("err"));
    }

    private static TerminalStreams probe() {
        for (TerminalProvider provider : TerminalBuilder.builder().getProviders(null, new IllegalStateException())) {
            boolean in = provider.isSystemStream(SystemStream.Input);
            boolean out = provider.isSystemStream(SystemStream.Output);
            boolean err = provider.isSystemStream(SystemStream.Error);
            return new TerminalStreams(in, out, err);
        }
        return new TerminalStreams(false, false, false);
    }
}
