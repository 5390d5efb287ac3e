package dev.quipu.shell.cli.prompt;

import dev.quipu.shell.cli.command.CommandParameter;
import dev.quipu.shell.cli.command.ShellCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;
import org.springframework.shell.core.command.completion.CompletionProvider;
import org.springframework.stereotype.Component;

/** What Tab proposes as the value of a parameter: what its provider knows, an enum's names, or files. */
@Component
class ValueCompletion {

    private final BeanFactory beans;

    ValueCompletion(BeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The proposals.
     *
     * @param prefix what stands before the value in the same word ({@code --service=}); empty if nothing does
     */
    List<Candidate> of(
            CommandParameter parameter, String prefix, ShellCommand command, LineReader reader, ParsedLine line) {
        if (!parameter.completedBy().isEmpty()) {
            CompletionProvider provider = beans.getBean(parameter.completedBy(), CompletionProvider.class);
            return provider.apply(context(parameter, command, line)).stream()
                    .map(proposal -> candidate(proposal, prefix))
                    .toList();
        }
        if (parameter.valueType() == Path.class) {
            return files(prefix, reader, line);
        }
        return CommandParameter.typedValues(parameter.valueType()).stream()
                .map(name -> candidate(new CompletionProposal(name), prefix))
                .toList();
    }

    private static CompletionContext context(CommandParameter parameter, ShellCommand command, ParsedLine line) {
        CommandOption option = parameter instanceof CommandParameter.OptionParameter named
                ? CommandOption.with()
                        .longName(named.name())
                        .shortName(named.shortName())
                        .build()
                : null;
        return new CompletionContext(line.words(), line.wordIndex(), line.wordCursor(), command, option);
    }

    private static Candidate candidate(CompletionProposal proposal, String prefix) {
        return new Candidate(
                prefix + proposal.value(),
                proposal.displayText(),
                proposal.category(),
                proposal.description(),
                null,
                null,
                proposal.complete());
    }

    private static List<Candidate> files(String prefix, LineReader reader, ParsedLine line) {
        List<Candidate> found = new ArrayList<>();
        new FileNameCompleter().complete(reader, new Value(line, prefix.length()), found);
        return found.stream()
                .map(file -> new Candidate(
                        prefix + file.value(), file.displ(), file.group(), null, file.suffix(), null, file.complete()))
                .toList();
    }

    /** The part of the present word behind the {@code =}. */
    private record Value(ParsedLine parsed, int from) implements ParsedLine {

        @Override
        public String line() {
            return parsed.line();
        }

        @Override
        public String word() {
            return parsed.word().substring(from);
        }

        @Override
        public int wordCursor() {
            return parsed.wordCursor() - from;
        }

        @Override
        public int wordIndex() {
            return parsed.wordIndex();
        }

        @Override
        public List<String> words() {
            return parsed.words();
        }

        @Override
        public int cursor() {
            return parsed.cursor();
        }
    }
}
