package dev.quipu.shell.cli.prompt;

import dev.quipu.shell.cli.command.CommandCatalog;
import dev.quipu.shell.cli.command.CommandLineParser;
import dev.quipu.shell.cli.command.ShellCommand;
import dev.quipu.shell.cli.line.GlobalOptions;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.CommandCompleter;
import org.springframework.stereotype.Component;

/** What Tab proposes: command names first, then the options and values of the command. */
@Component
class ShellCompleter extends CommandCompleter {

    private static final Logger LOG = LoggerFactory.getLogger(ShellCompleter.class);

    private final CommandCatalog catalog;
    private final ParameterCompletion parameters;

    ShellCompleter(CommandRegistry registry, CommandCatalog catalog, ParameterCompletion parameters) {
        super(registry);
        this.catalog = catalog;
        this.parameters = parameters;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        try {
            List<String> before = line.words().subList(0, line.wordIndex());
            candidates.addAll(names(before));
            command(before).ifPresent(command -> candidates.addAll(parameters.of(command, reader, line)));
        } catch (RuntimeException e) {
            LOG.debug("Nothing to propose", e);
        }
    }

    private List<Candidate> names(List<String> before) {
        List<String> words = before.stream()
                .filter(word -> GlobalOptions.ALL.stream().noneMatch(option -> word.equals("--" + option.longName())))
                .toList();
        if (words.size() > 1) {
            return List.of();
        }
        return catalog.all().stream()
                .filter(command -> !command.hidden())
                .filter(command -> words.isEmpty() || command.name().startsWith(words.getFirst() + " "))
                .map(command -> candidate(command, words.size()))
                .distinct()
                .toList();
    }

    private static Candidate candidate(ShellCommand command, int word) {
        String[] name = command.name().split(" ", -1);
        boolean whole = word == name.length - 1;
        return new Candidate(name[word], name[word], null, whole ? command.description() : null, null, null, true);
    }

    private Optional<ShellCommand> command(List<String> before) {
        List<String> name = before.stream()
                .takeWhile(word -> !CommandLineParser.isOption(word))
                .limit(2)
                .toList();
        return catalog.find(String.join(" ", name))
                .or(() -> name.isEmpty() ? Optional.empty() : catalog.find(name.getFirst()));
    }
}
