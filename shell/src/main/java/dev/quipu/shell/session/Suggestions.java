package dev.quipu.shell.session;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.audit.AuditReports;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.state.Emergency;
import dev.quipu.ledger.state.KeyState;
import dev.quipu.ledger.state.LedgerState;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.shell.core.command.completion.CompletionProposal;
import org.springframework.shell.core.command.completion.CompletionProvider;

/** What Tab proposes: names from the state at hand. Never opens the ledger, so that Tab never waits. */
@Configuration(proxyBeanMethods = false)
class Suggestions {

    @Bean
    CompletionProvider serviceNames(LedgerAccess access) {
        return context -> names(access, state -> state.services().keySet());
    }

    @Bean
    CompletionProvider targetIds(LedgerAccess access) {
        return context -> names(access, state -> state.targets().keySet());
    }

    @Bean
    CompletionProvider targetRanges(LedgerAccess access) {
        return context -> names(
                access, state -> Stream.concat(state.services().keySet().stream(), state.targets().keySet().stream())
                        .map(Object::toString)
                        .toList());
    }

    @Bean
    CompletionProvider toggleNames(LedgerAccess access) {
        return context -> names(access, state -> state.targets().values().stream()
                .flatMap(target -> target.toggles().keySet().stream())
                .distinct()
                .toList());
    }

    @Bean
    CompletionProvider limitNames() {
        return context -> Limits.names().stream().map(CompletionProposal::new).toList();
    }

    @Bean
    CompletionProvider reportNames() {
        return context ->
                AuditReports.names().stream().map(CompletionProposal::new).toList();
    }

    @Bean
    CompletionProvider changeIds(LedgerAccess access) {
        return context -> names(access, state -> state.changes().keySet());
    }

    @Bean
    CompletionProvider rolloutIds(LedgerAccess access) {
        return context -> names(access, state -> state.rollouts().keySet());
    }

    @Bean
    CompletionProvider keyNames(LedgerAccess access) {
        return context -> names(access, state -> state.authority().keys().values().stream()
                .filter(KeyState::isActive)
                .map(key -> key.actor().id())
                .distinct()
                .toList());
    }

    @Bean
    CompletionProvider emergencies(LedgerAccess access) {
        return context -> names(access, state -> state.authority().emergencies().values().stream()
                .filter(Emergency::isOpen)
                .map(Emergency::change)
                .toList());
    }

    private static List<CompletionProposal> names(
            LedgerAccess access, Function<LedgerState, Collection<? extends Comparable<?>>> of) {
        Ledger ledger = access.ifOpen();
        return ledger == null
                ? List.of()
                : of.apply(ledger.state()).stream()
                        .sorted()
                        .map(name -> new CompletionProposal(name.toString()))
                        .toList();
    }
}
