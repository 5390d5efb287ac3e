package dev.quipu.consumers.agent;

import dev.quipu.consumers.TestMariaDb;
import dev.quipu.consumers.TestPostgres;
import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.Dialects;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.change.Proposals;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.decide.ApproveChange;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.CompleteRollout;
import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.decide.StartRollback;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.TargetState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A ledger of its own with one service, {@code orders}, and one target, {@code orders@eu-1}, on a fresh database. */
final class Shop implements AutoCloseable {

    static final ServiceName ORDERS = new ServiceName("orders");
    static final TargetId TARGET = TargetId.parse("orders@eu-1");

    private static final Actor ALICE = new Actor("alice", ActorKind.HUMAN);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final KafkaSettings settings;
    final String jdbcUrl;
    final KafkaLedger ledger;

    Shop() {
        this(TestBroker.bootstrapServers());
    }

    Shop(String bootstrapServers) {
        this(bootstrapServers, TestPostgres.freshDatabase());
    }

    Shop(String bootstrapServers, String jdbcUrl) {
        this.settings = KafkaSettings.of(bootstrapServers, TestBroker.freshTopic());
        this.jdbcUrl = jdbcUrl;
        KafkaLedger.initialise(settings, "test", ALICE);
        ledger = KafkaLedger.open(settings);
        done(Command.of(new ServiceRegistered(ORDERS, dialect().names().getFirst(), "shop", ""), ORDERS));
        done(Command.of(new TargetRegistered(TARGET, Map.of()), TARGET));
    }

    /** On a fresh database of a MariaDB server. */
    static Shop onMariaDb() {
        return new Shop(TestBroker.bootstrapServers(), TestMariaDb.freshDatabase());
    }

    private Dialect dialect() {
        return Dialects.at(jdbcUrl).orElseThrow();
    }

    TargetDatabase database() {
        return database(jdbcUrl);
    }

    /** A database of a test server, by its URL. */
    static TargetDatabase database(String jdbcUrl) {
        String user = jdbcUrl.startsWith("jdbc:mariadb:") ? TestMariaDb.USER : "postgres";
        return new TargetDatabase(jdbcUrl, user, () -> user);
    }

    /** An agent at work on the target, over a ledger of its own. */
    QuipuAgent agent() {
        return agent(CrashPoints.NONE);
    }

    QuipuAgent agent(CrashPoints points) {
        return QuipuAgent.builder()
                .ledger(settings)
                .target(TARGET, database())
                .crashPoints(points)
                .start();
    }

    static Step sql(String name, String sql, @Nullable String rollback) {
        return new Step.SqlStep(name, sql, rollback, true);
    }

    static Step outsideTransaction(String name, String sql, @Nullable String rollback) {
        return new Step.SqlStep(name, sql, rollback, false);
    }

    static Step verify(String name, String query, @Nullable String expect) {
        return new Step.VerifyStep(name, query, expect);
    }

    /** Proposes and approves a change. */
    void approved(int number, @Nullable String irreversible, Step... steps) {
        ChangeFile file = new ChangeFile(
                new ChangeId(ORDERS, number),
                "change-" + number,
                "test",
                null,
                Phase.EXPAND,
                List.of(),
                List.of(),
                List.of(steps),
                irreversible);
        approved(file);
    }

    /** Proposes and approves a change. */
    void approved(ChangeFile file) {
        byte[] bytes = ChangeFileWriter.write(file).getBytes(StandardCharsets.UTF_8);
        done(new ProposeChange(Proposals.of(file, Content.of(bytes))));
        done(new ApproveChange(file.id(), "fine"));
    }

    /** Proposes and approves a change of one step that can be rolled back. */
    void approved(int number, String sql, String rollback) {
        approved(number, null, new Step.SqlStep("step 1", sql, rollback, true));
    }

    RolloutId rollout(int first, int last) {
        return done(new StartRollout(ORDERS, first, last));
    }

    void rollback() {
        done(new StartRollback(TARGET, "test"));
    }

    /** Completes the rollout, as a conductor would. */
    void completeRollout() {
        RolloutState running = Objects.requireNonNull(ledger.state().running(ORDERS));
        done(new CompleteRollout(running.id()));
    }

    /** Rolls out and waits until everything is applied. */
    void applied(int first, int last) {
        rollout(first, last);
        awaitTarget(target -> target.has(last) && target.work() == null);
        completeRollout();
    }

    /** Rolls out and waits for the failure. */
    Application.Failed failed(int first, int last) {
        RolloutId rollout = rollout(first, last);
        await(state -> Objects.requireNonNull(state.rollout(rollout)).failed().contains(TARGET));
        Application.Failed failed = awaitFailure(last);
        completeRollout();
        return failed;
    }

    Application.Failed awaitFailure(int number) {
        TargetState target =
                awaitTarget(state -> state.work() == null && state.application(number) instanceof Application.Failed);
        return (Application.Failed) Objects.requireNonNull(target.application(number));
    }

    /** Rolls the latest change back and waits until it is undone. */
    void rolledBack(int number) {
        rollback();
        awaitTarget(state -> state.application(number) instanceof Application.RolledBack);
    }

    <R> R done(Command<R> command) {
        return switch (ledger.submit(ALICE, command)) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused ->
                throw new AssertionError(refused.reason().message());
        };
    }

    TargetState awaitTarget(Predicate<TargetState> condition) {
        return target(await(state -> condition.test(target(state))));
    }

    LedgerState await(Predicate<LedgerState> condition) {
        LedgerState state = ledger.state();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.test(state)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("still " + target(state));
                }
                state = ledger.awaitMoreThan(state.entries(), Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return state;
    }

    private static TargetState target(LedgerState state) {
        TargetState target = state.target(TARGET);
        if (target == null) {
            throw new AssertionError("no target");
        }
        return target;
    }

    /** The single value of a query on the target's database. */
    String query(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of a query on the target's database, with Quipu's own tables in PostgreSQL's spelling. */
    List<String> column(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect().ownTables().sql(sql))) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return values;
    }

    /** Runs statements on the target's database, as somebody else would. */
    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What the database's history says, in order: {@code 1.2 FORWARD, …}. */
    String history() {
        List<String> steps = column("""
            SELECT concat(substring("change", 8), '.', step, ' ', direction) FROM quipu.history ORDER BY seq
            """);
        return steps.isEmpty() ? "null" : String.join(", ", steps);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
