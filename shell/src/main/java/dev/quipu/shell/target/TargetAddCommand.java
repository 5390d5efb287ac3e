package dev.quipu.shell.target;

import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.Dialects;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.Scope;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.state.Authority;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.ServiceState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.node.Connection;
import dev.quipu.shell.node.ConnectionProbe;
import dev.quipu.shell.node.Connections;
import dev.quipu.shell.node.PasswordSource;
import dev.quipu.shell.session.LedgerAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Registers a target and, on the machine of a local node, keeps how to reach its database. */
@Component
class TargetAddCommand {

    private static final String EMBEDDED = "postgresql";

    private final LedgerAccess access;
    private final Console console;

    TargetAddCommand(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "target add", group = "Targets", description = "Register a database of a service")
    @Examples({
        "target add orders@local --embedded postgresql",
        "target add orders@eu-1 --jdbc-url jdbc:postgresql://db/orders --user owner --password-env DB_PASSWORD",
        "target add orders@eu-1 --label env=prod --label region=eu"
    })
    void add(
            @Argument(index = 0, description = "service@name") TargetId target,
            @Option(description = "give it a database of this node's own server: postgresql") @Nullable String embedded,
            @Option(description = "its database, without credentials") @Nullable String jdbcUrl,
            @Option(description = "who connects") @Nullable String user,
            @Option(description = "the environment variable with the password") @Nullable String passwordEnv,
            @Option(description = "the file with the password, read at every connect") @Nullable Path passwordFile,
            @Option(description = "key=value; may be repeated") List<Label> label) {
        Connection connection = connection(embedded, jdbcUrl, user, passwordEnv, passwordFile);
        if (connection != null && !access.isLocal()) {
            throw CommandFailure.usage(
                    "there is no local node here to keep the connection of %s".formatted(target),
                    "Register the target without it, and put the connection into its agent's configuration");
        }
        requireDialect(target, connection);
        register(target, connection, Label.set(label));
        if (connection instanceof Connection.Jdbc jdbc) {
            ConnectionProbe.problem(jdbc)
                    .ifPresent(problem -> console.message(
                            Tone.NOTICE,
                            "Its database can't be reached now: %s. The agent goes on trying.".formatted(problem)));
        }
        console.message(
                connection != null
                        ? "Registered target %s; the local node is its agent.".formatted(target)
                        : "Registered target %s. It needs an agent that can reach its database: help agent"
                                .formatted(target));
        if (connection == null && access.state().authority().isFounded()) {
            console.message("The agent signs with a key of its own. On its machine: key create %1$s; then here: key enroll %1$s --kind agent --role agent:target:%2$s --public-key …"
                    .formatted(Actor.agentOf(target), target));
        }
    }

    private void requireDialect(TargetId target, @Nullable Connection connection) {
        ServiceState service = access.state().service(target.service());
        if (service == null || connection == null) {
            return;
        }
        List<String> spoken =
                switch (connection) {
                    case Connection.Embedded embedded -> List.of(EMBEDDED);
                    case Connection.Jdbc jdbc ->
                        Dialects.at(jdbc.url()).map(Dialect::names).orElse(List.of());
                };
        if (!spoken.contains(service.dialect())) {
            throw CommandFailure.usage(
                    "the database speaks %s, and service %s is of dialect %s"
                            .formatted(String.join(" or ", spoken), service.name(), service.dialect()),
                    "Give the target a database of the service's dialect");
        }
    }

    /** The connection is kept first, so that the agent finds it when it hears of the target. */
    private void register(TargetId target, @Nullable Connection connection, Map<String, String> labels) {
        Connections connections = access.connections();
        boolean known = access.state().target(target) != null;
        if (connection != null && !known) {
            connections.save(target, connection);
        }
        try {
            if (connection != null && !known) {
                enrolAgent(target);
            }
            access.submit(dev.quipu.ledger.decide.Command.of(new TargetRegistered(target, labels), target));
        } catch (CommandFailure e) {
            if (connection != null && !known) {
                connections.remove(target);
            }
            throw e;
        }
    }

    /** The agent can report for this target and no other. */
    private void enrolAgent(TargetId target) {
        Authority authority = access.state().authority();
        if (!authority.isFounded()) {
            return;
        }
        Actor agent = Actor.agentOf(target);
        PublicKey key = access.keys().ensure(agent.id()).publicKey();
        if (authority.key(key) == null) {
            access.submit(dev.quipu.ledger.decide.Command.of(
                    new KeyEnrolled(
                            agent.id(),
                            agent.kind(),
                            key,
                            List.of(new Grant(Role.AGENT, new Scope.OfTarget(target))),
                            null),
                    target));
        }
    }

    private static @Nullable Connection connection(
            @Nullable String embedded,
            @Nullable String jdbcUrl,
            @Nullable String user,
            @Nullable String passwordEnv,
            @Nullable Path passwordFile) {
        boolean external = user != null || passwordEnv != null || passwordFile != null;
        if (embedded != null) {
            if (!embedded.equals(EMBEDDED) || jdbcUrl != null || external) {
                throw CommandFailure.usage(
                        "--embedded takes only '%s', and no other connection with it".formatted(EMBEDDED),
                        "Give either --embedded postgresql or --jdbc-url with --user");
            }
            return new Connection.Embedded();
        }
        if (jdbcUrl == null) {
            if (external) {
                throw CommandFailure.usage("--user and passwords belong to a --jdbc-url", "Add --jdbc-url");
            }
            return null;
        }
        if (user == null || (passwordEnv == null) == (passwordFile == null)) {
            throw CommandFailure.usage(
                    "a --jdbc-url needs --user and one of --password-env and --password-file",
                    "Passwords are never given on the command line, where other users can read them");
        }
        PasswordSource password = passwordFile != null
                ? new PasswordSource.InFile(passwordFile)
                : PasswordSource.fromVariable(Objects.requireNonNull(passwordEnv), System.getenv());
        Connection.Jdbc connection = new Connection.Jdbc(jdbcUrl, user, password);
        if (Dialects.at(jdbcUrl).isEmpty()) {
            throw CommandFailure.usage(
                    "no agent works on databases like %s".formatted(jdbcUrl),
                    "Agents work on jdbc:postgresql://host/database, jdbc:mariadb://host/database and"
                            + " jdbc:mysql://host/database");
        }
        return connection;
    }
}
