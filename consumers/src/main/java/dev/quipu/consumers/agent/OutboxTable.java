package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.OwnTables;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.schemas.Decoded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The outbox of a target as its session knows it: only the session that holds the lock writes to it, so what it has
 * committed need not be read back. Reports that the ledger has are taken out with the next step's transaction. For one
 * thread.
 */
final class OutboxTable {

    private final OwnTables tables;
    private final List<Entry> waiting = new ArrayList<>();
    private final List<UUID> sent = new ArrayList<>();
    private boolean known;

    OutboxTable(OwnTables tables) {
        this.tables = tables;
    }

    /** Puts a report in; the same report again changes nothing. */
    Call insertion(Entry report) {
        return Call.of(
                tables.insertIfAbsent("INSERT INTO quipu.outbox (id, entry) VALUES (?, ?)", "id"),
                report.id(),
                EntryCodec.encode(report));
    }

    /** Puts a report in at once. */
    void add(Connection connection, Entry report) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(insertion(report).sql())) {
            statement.setObject(1, report.id());
            statement.setBytes(2, EntryCodec.encode(report));
            statement.executeUpdate();
        }
        forget();
    }

    /** Somebody has written to the table: what is in it has to be looked up. */
    void forget() {
        known = false;
    }

    /** A transaction is committed that took out {@link #removals} and put these in. */
    void committed(List<Entry> reports) {
        sent.clear();
        waiting.addAll(reports);
    }

    /**
     * The reports that the ledger may not have yet, in the order of their commit.
     *
     * @throws AgentStopped if there is something else
     */
    List<Entry> waiting(Connection connection) throws SQLException {
        if (!known) {
            waiting.clear();
            waiting.addAll(read(connection));
            known = true;
        }
        return List.copyOf(waiting);
    }

    private List<Entry> read(Connection connection) throws SQLException {
        List<Entry> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(tables.sql("SELECT entry FROM quipu.outbox ORDER BY seq"))) {
            while (rows.next()) {
                Entry report = decode(rows.getBytes(1));
                if (!sent.contains(report.id())) {
                    found.add(report);
                }
            }
        }
        return found;
    }

    private static Entry decode(byte[] bytes) {
        if (EntryCodec.decode(bytes) instanceof Decoded.Value<Entry>(Entry entry)) {
            return entry;
        }
        throw new AgentStopped(
                "quipu.outbox holds something that is no report",
                "Was it written by a newer agent? Run that version once.");
    }

    /** The ledger has all that was waiting. */
    void sent() {
        waiting.forEach(report -> sent.add(report.id()));
        waiting.clear();
    }

    /** Takes out what the ledger has; no call if there is nothing. */
    List<Call> removals() {
        if (sent.isEmpty()) {
            return List.of();
        }
        String places = sent.stream().map(id -> "?").collect(Collectors.joining(", "));
        return List.of(new Call(
                tables.sql("DELETE FROM quipu.outbox WHERE id IN (%s)".formatted(places)),
                Collections.unmodifiableList(sent)));
    }

    /** Takes out at once what the ledger has. */
    void remove(TargetSession session) throws SQLException {
        List<Call> removals = removals();
        if (!removals.isEmpty()) {
            session.dialect().sessions().send(session.control(), removals);
            sent.clear();
        }
    }
}
