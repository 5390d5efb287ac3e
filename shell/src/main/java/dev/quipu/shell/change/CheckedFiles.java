package dev.quipu.shell.change;

import dev.quipu.consumers.dialect.ScriptCheck;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ChangeFolder;
import dev.quipu.ledger.change.ChangeTemplate;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Problem;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.ServiceState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.output.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Change files that were read and checked; any problem ends the command before anything is written. */
final class CheckedFiles {

    private CheckedFiles() {}

    /**
     * Reads files and folders.
     *
     * @return in order of service and number, at least one
     * @throws CommandFailure if there is none, or a problem in any
     */
    static List<ParsedChange.Valid> read(List<Path> paths, LedgerState state, Console console) throws IOException {
        List<ParsedChange.Valid> changes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path path : paths) {
            ChangeFolder folder = ChangeFolder.read(path);
            changes.addAll(folder.changes());
            problems.addAll(folder.problems());
        }
        changes.forEach(change -> problems.addAll(scriptProblems(change, state)));
        changes.stream().filter(CheckedFiles::isTemplate).forEach(change -> problems.add(notFilledIn(change)));
        report(problems, console);
        if (changes.isEmpty()) {
            throw CommandFailure.usage(
                    "no change files in %s"
                            .formatted(paths.stream().map(Path::toString).collect(Collectors.joining(", "))),
                    "Change files end in .yaml. Write one: change new SERVICE NAME");
        }
        return changes.stream()
                .sorted(Comparator.comparing(change -> change.file().id()))
                .toList();
    }

    /** Tells every problem, and ends the command if there is one. */
    static void report(List<Problem> problems, Console console) {
        if (problems.isEmpty()) {
            return;
        }
        problems.subList(0, problems.size() - 1).forEach(problem -> console.error(problem.toString()));
        Problem last = problems.getLast();
        throw CommandFailure.usage(
                last.toString(),
                "%d problem%s; nothing was written to the ledger."
                        .formatted(problems.size(), problems.size() == 1 ? "" : "s"));
    }

    private static boolean isTemplate(ParsedChange.Valid change) {
        ChangeFile file = change.file();
        byte[] template =
                ChangeTemplate.render(file.id(), file.name(), file.intent()).getBytes(StandardCharsets.UTF_8);
        return ChangeFileParser.parse(change.fileName(), template) instanceof ParsedChange.Valid untouched
                && untouched.file().steps().equals(file.steps());
    }

    private static Problem notFilledIn(ParsedChange.Valid change) {
        return new Problem(
                change.fileName(), 0, "the steps are those of the template, without SQL", "Fill in what to do.");
    }

    private static List<Problem> scriptProblems(ParsedChange.Valid change, LedgerState state) {
        ServiceState service = state.service(change.file().id().service());
        return service == null ? List.of() : ScriptCheck.problems(change.file(), service.dialect(), change.fileName());
    }
}
