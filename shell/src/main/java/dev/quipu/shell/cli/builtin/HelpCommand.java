package dev.quipu.shell.cli.builtin;

import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.Rest;
import dev.quipu.shell.cli.command.CommandCatalog;
import dev.quipu.shell.cli.output.Console;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.completion.CompletionProposal;
import org.springframework.shell.core.command.completion.CompletionProvider;
import org.springframework.stereotype.Component;

/** The command that explains the others. */
@Component
class HelpCommand {

    private final HelpPages pages;
    private final Console console;

    HelpCommand(HelpPages pages, Console console) {
        this.pages = pages;
        this.console = console;
    }

    @Command(name = "help", group = "Shell", description = "Explain a command or a topic, or list them all")
    @Examples({"help", "help version", "help exit-codes"})
    void help(@Rest(description = "a command or a topic", min = 0) @CompletedBy("helpSubjects") List<String> subject) {
        console.text(pages.about(subject));
    }

    /** What there is help for. */
    @Configuration(proxyBeanMethods = false)
    static class Subjects {

        @Bean
        CompletionProvider helpSubjects(CommandCatalog catalog) {
            return context -> Stream.concat(
                            catalog.byGroup().values().stream()
                                    .flatMap(List::stream)
                                    .map(command -> command.name().split(" ", 2))
                                    .filter(name -> isNext(name, context.getWords(), context.getWordIndex()))
                                    .map(name -> name[context.getWordIndex() - 1]),
                            HelpTopic.all().stream()
                                    .filter(topic -> context.getWordIndex() == 1)
                                    .map(HelpTopic::typed))
                    .distinct()
                    .map(CompletionProposal::new)
                    .toList();
        }

        private static boolean isNext(String[] name, List<String> words, int index) {
            return index == 1 || (index == 2 && name.length == 2 && words.get(1).equals(name[0]));
        }
    }
}
