package dev.quipu.ledger.audit;

import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** The store's tables, open for new rows. For one thread. */
final class StoreTables implements AutoCloseable {

    private final List<TableRows> all = new ArrayList<>();
    private final DuckDBConnection connection;

    final TableRows entries;
    final TableRows proposals;
    final TableRows decisions;
    final TableRows rolloutStarts;
    final TableRows rolloutChanges;
    final TableRows rolloutTargets;
    final TableRows rolloutEnds;
    final TableRows applications;
    final TableRows stepEvents;
    final TableRows targetEvents;
    final TableRows services;
    final TableRows keyEvents;
    final TableRows keyGrants;
    final TableRows policies;
    final TableRows checkpoints;
    final TableRows notes;
    final TableRows schemaObjects;

    StoreTables(DuckDBConnection connection) {
        this.connection = connection;
        this.entries = open("entries");
        this.proposals = open("proposals");
        this.decisions = open("decisions");
        this.rolloutStarts = open("rollout_starts");
        this.rolloutChanges = open("rollout_changes");
        this.rolloutTargets = open("rollout_targets");
        this.rolloutEnds = open("rollout_ends");
        this.applications = open("applications");
        this.stepEvents = open("step_events");
        this.targetEvents = open("target_events");
        this.services = open("services");
        this.keyEvents = open("key_events");
        this.keyGrants = open("key_grants");
        this.policies = open("policies");
        this.checkpoints = open("checkpoints");
        this.notes = open("notes");
        this.schemaObjects = open("schema_objects");
    }

    private TableRows open(String table) {
        TableRows rows = new TableRows(connection, table);
        all.add(rows);
        return rows;
    }

    void flush() {
        all.forEach(TableRows::flush);
    }

    @Override
    public void close() {
        all.forEach(TableRows::close);
    }
}
