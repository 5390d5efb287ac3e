package dev.quipu.shell.sample;

import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.shell.core.command.completion.CompletionProposal;
import org.springframework.shell.core.command.completion.CompletionProvider;

/** Values for Tab. */
@Configuration(proxyBeanMethods = false)
class SampleCompletions {

    @Bean
    CompletionProvider sampleCords() {
        return context -> Cord.ALL.stream()
                .map(cord -> new CompletionProposal(cord.name()))
                .toList();
    }

    @Bean
    CompletionProvider sampleReasons() {
        return context -> Stream.of("worn", "lost").map(CompletionProposal::new).toList();
    }
}
