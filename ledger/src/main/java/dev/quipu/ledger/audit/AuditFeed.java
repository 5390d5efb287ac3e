package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.kafka.Folding;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.proof.Frontier;
import dev.quipu.ledger.proof.FrontierBuilder;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.schemas.Decoded;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Puts folded records into a store. Records that the store has are compared with it and left out, so a feed may begin
 * anywhere before its end. What one commit brings is in all tables or in none, whenever the process ends. For one
 * thread.
 */
public final class AuditFeed implements Folding, AutoCloseable {

    /** So many entries are committed at once; DuckDB's unit of compression is 122,880 rows. */
    static final int COMMIT_EVERY = 122_880;

    private final DuckDBConnection connection;
    private final String layout;
    private final Clock clock;
    private final StoreTables tables;
    private final EntryRows entries;
    private final FactRows facts;
    private final FrontierBuilder tree;
    private final StoreHead before;
    private StoreHead committed;
    private @Nullable LoggedRecord last;
    private int pending;

    private AuditFeed(DuckDBConnection connection, String layout, StoreHead head, Frontier start, Clock clock) {
        this.connection = connection;
        this.layout = layout;
        this.clock = clock;
        this.tables = new StoreTables(connection);
        this.entries = new EntryRows(tables.entries);
        this.facts = new FactRows(tables);
        this.tree = new FrontierBuilder(start);
        this.before = head;
        this.committed = head;
    }

    /**
     * Opens a store for new records, or makes it; a store with another layout is made anew.
     *
     * @param start the tree over the records before the first that will come
     * @throws IOException if the file can't be replaced
     */
    public static AuditFeed open(Path database, Frontier start, Clock clock) throws IOException {
        StoreLayout layout = StoreLayout.read();
        try {
            DuckDBConnection connection = openOrReplace(database);
            StoreHead head = StoreConnection.head(connection, layout.digest());
            if (head == null) {
                connection.close();
                StoreConnection.delete(database);
                connection = StoreConnection.writing(database);
                connection.setAutoCommit(false);
                layout.create(connection);
                head = StoreHead.empty();
                head.write(connection, layout.digest(), clock.instant());
                connection.commit();
            }
            connection.setAutoCommit(false);
            return new AuditFeed(connection, layout.digest(), head, start, clock);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** A file that is no database, or of another version of DuckDB's, is as good as none. */
    private static DuckDBConnection openOrReplace(Path database) throws SQLException, IOException {
        try {
            return StoreConnection.writing(database);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("lock")) {
                throw e;
            }
            StoreConnection.delete(database);
            return StoreConnection.writing(database);
        }
    }

    /** How many entries the store has for good. */
    public long entries() {
        return committed.entries();
    }

    @Override
    public void folded(LoggedRecord record, Outcome outcome, LedgerState after) {
        tree.append(record.leaf().toBytes(), 0);
        if (record.number() < before.entries()) {
            if (tree.size() == before.entries() && !tree.root().equals(before.root())) {
                throw new AnotherLogException();
            }
            return;
        }
        entries.add(record, outcome);
        if (outcome instanceof Outcome.Accepted && record.content() instanceof Decoded.Value<Entry>(Entry entry)) {
            facts.add(new Fact(record.number(), record.at(), entry, entries.signedBy(record.signature()), after));
        }
        last = record;
        pending++;
        if (pending == COMMIT_EVERY) {
            commit();
        }
    }

    /**
     * All records were given: what is not committed yet is.
     *
     * @return how many entries the store has
     */
    public long finish() {
        if (tree.size() < before.entries()) {
            throw new AnotherLogException();
        }
        commit();
        return entries();
    }

    private void commit() {
        LoggedRecord newest = last;
        if (pending == 0 || newest == null) {
            return;
        }
        facts.addObjects();
        tables.flush();
        Digest root = tree.root();
        StoreHead head = new StoreHead(newest.number() + 1, newest.offset(), newest.leaf(), root);
        try {
            head.write(connection, layout, clock.instant());
            connection.commit();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
        committed = head;
        pending = 0;
    }

    /** What is not committed is lost. */
    @Override
    public void close() {
        try {
            connection.rollback();
            tables.close();
            connection.close();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
