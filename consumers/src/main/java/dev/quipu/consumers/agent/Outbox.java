package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.OwnTables;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.schemas.Decoded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that are committed with the work they report, and wait for the ledger to have them. In the order of their
 * commit; a report is taken out after the ledger has it.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final OwnTables tables;
    private final CrashPoints crashPoints;

    Outbox(Ledger ledger, OwnTables tables, CrashPoints crashPoints) {
        this.ledger = ledger;
        this.tables = tables;
        this.crashPoints = crashPoints;
    }

    /** Puts a report in, within the caller's transaction; the same report again changes nothing. */
    static void add(OwnTables tables, Connection connection, Entry report) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                tables.insertIfAbsent("INSERT INTO quipu.outbox (id, entry) VALUES (?, ?)", "id"))) {
            statement.setObject(1, report.id());
            statement.setBytes(2, EntryCodec.encode(report));
            statement.executeUpdate();
        }
    }

    /**
     * Sends what is there, and right behind it what follows from it, and waits until the ledger has it all.
     *
     * @param following the entry that is to follow on the state that the reports lead to, or null
     * @throws LedgerException if the ledger doesn't answer: the reports stay
     */
    void flush(Connection connection, Function<LedgerState, @Nullable Entry> following)
            throws SQLException, InterruptedException {
        Map<Entry, CompletableFuture<Outcome>> sent = new LinkedHashMap<>();
        LedgerState ahead = ledger.state();
        long last = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(tables.sql("SELECT seq, entry FROM quipu.outbox ORDER BY seq"))) {
            while (rows.next()) {
                last = rows.getLong(1);
                Entry report = decode(rows.getBytes(2));
                ahead = Fold.fold(ahead, report, ahead.lastAt()).state();
                sent.put(report, ledger.append(report));
            }
        }
        if (!sent.isEmpty()) {
            Entry next = following.apply(ahead);
            CompletableFuture<Outcome> answer = next == null ? null : ledger.append(next);
            for (Map.Entry<Entry, CompletableFuture<Outcome>> report : sent.entrySet()) {
                settle(report.getKey(), report.getValue());
            }
            crashPoints.passed(CrashPoint.REPORTED);
            delete(connection, last);
            if (answer != null) {
                Answers.await(answer, ANSWER_WITHIN);
            }
        }
    }

    private static Entry decode(byte[] bytes) {
        if (EntryCodec.decode(bytes) instanceof Decoded.Value<Entry>(Entry entry)) {
            return entry;
        }
        throw new AgentStopped(
                "quipu.outbox holds something that is no report",
                "Was it written by a newer agent? Run that version once.");
    }

    private static void settle(Entry report, CompletableFuture<Outcome> answer) throws InterruptedException {
        if (Answers.await(answer, ANSWER_WITHIN) instanceof Outcome.Voided(long number, Refusal reason)
                && !(reason instanceof Refusal.Duplicate)) {
            LOG.error("the ledger has a report of {} as void, entry {}: {}", report.stream(), number, reason.message());
        }
    }

    private void delete(Connection connection, long last) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(tables.sql("DELETE FROM quipu.outbox WHERE seq <= ?"))) {
            statement.setLong(1, last);
            statement.executeUpdate();
        }
    }
}
