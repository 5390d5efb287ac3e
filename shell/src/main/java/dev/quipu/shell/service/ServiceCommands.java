package dev.quipu.shell.service;

import dev.quipu.consumers.dialect.Dialects;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.ServiceState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.session.LedgerAccess;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about services. */
@Component
class ServiceCommands {

    private final LedgerAccess access;
    private final Console console;

    ServiceCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "service add", group = "Services", description = "Register a service, the owner of one schema")
    @Examples({"service add orders", "service add orders --dialect mariadb --owner team-shop"})
    void add(
            @Argument(index = 0, description = "its name") ServiceName service,
            @Option(description = "the database product: mariadb, mysql or postgresql", defaultValue = "postgresql")
                    String dialect,
            @Option(description = "the team that owns it") @Nullable String owner,
            @Option(description = "what it is for") @Nullable String description) {
        if (Dialects.named(dialect).isEmpty()) {
            throw CommandFailure.usage(
                    "no agent works on databases of dialect '%s'".formatted(dialect),
                    "There are agents for %s".formatted(Dialects.names()));
        }
        access.submit(dev.quipu.ledger.decide.Command.of(
                new ServiceRegistered(
                        service,
                        dialect,
                        Objects.requireNonNullElse(owner, ""),
                        Objects.requireNonNullElse(description, "")),
                service));
        console.message(
                "Registered service %s. Next: target add %s@NAME%s".formatted(service, service, connection(dialect)));
    }

    private String connection(String dialect) {
        if (!access.isLocal()) {
            return "";
        }
        return dialect.equals("postgresql")
                ? " --embedded postgresql"
                : " --jdbc-url URL --user USER --password-env VAR";
    }

    @Command(name = "service list", group = "Services", description = "List the services")
    @Examples({"service list", "service list --output json"})
    void list() {
        LedgerState state = access.state();
        List<ServiceState> services = state.services().values().stream()
                .sorted(Comparator.comparing(ServiceState::name))
                .toList();
        console.print(Listing.of(
                        services,
                        Column.of("service", ServiceState::name),
                        Column.of("dialect", ServiceState::dialect),
                        Column.of("owner", service -> blankToNull(service.owner())),
                        Column.of("targets", service -> state.activeTargets(service.name())
                                .size()),
                        Column.of("lastChange", service -> service.lastChange() == 0 ? null : service.lastChange()),
                        Column.of("rollout", ServiceState::running))
                .orElse("No services yet. Register one: service add NAME"));
    }

    @Command(name = "service show", group = "Services", description = "Show a service")
    @Examples("service show orders")
    void show(@Argument(index = 0, description = "the service") @CompletedBy("serviceNames") ServiceName service) {
        LedgerState state = access.state();
        ServiceState known = state.service(service);
        if (known == null) {
            throw CommandFailure.usage(
                    "there is no service %s".formatted(service), "See which there are: service list");
        }
        console.print(Details.empty()
                .with("service", known.name())
                .with("dialect", known.dialect())
                .with("owner", blankToNull(known.owner()))
                .with("description", blankToNull(known.description()))
                .with("registeredBy", known.registered().actor())
                .with("registeredAt", known.registered().at())
                .with("lastChange", known.lastChange() == 0 ? null : known.lastChange())
                .with("rollout", known.running())
                .with(
                        "targets",
                        Listing.of(
                                state.activeTargets(service),
                                Column.of("target", TargetState::id),
                                Column.of("latest", target -> target.latest() == 0 ? null : target.latest()),
                                Column.of("labels", TargetState::labels))));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
