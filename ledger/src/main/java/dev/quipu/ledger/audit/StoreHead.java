package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How far a store is: the row of its table {@code store}.
 *
 * @param entries how many it has
 * @param lastOffset Kafka's offset of the last one, or -1
 * @param lastLeaf its hash in the Merkle tree
 * @param root of the Merkle tree over all of them
 */
record StoreHead(long entries, long lastOffset, Digest lastLeaf, Digest root) {

    private static final Digest NONE = Digest.of(new byte[0]);

    static StoreHead empty() {
        return new StoreHead(0, -1, NONE, NONE);
    }

    /** The head of a store with this layout, or none if it has another one. */
    static Optional<StoreHead> read(Connection connection, String layout) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT layout, entries, last_offset, last_leaf, root FROM store")) {
            return row.next() && row.getString(1).equals(layout)
                    ? Optional.of(new StoreHead(
                            row.getLong(2),
                            row.getLong(3),
                            Digest.parse(row.getString(4)),
                            Digest.parse(row.getString(5))))
                    : Optional.empty();
        }
    }

    void write(Connection connection, String layout, Instant now) throws SQLException {
        try (Statement clear = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO store VALUES (?, ?, ?, ?, ?, ?)")) {
            clear.execute("DELETE FROM store");
            insert.setString(1, layout);
            insert.setLong(2, entries);
            insert.setLong(3, lastOffset);
            insert.setString(4, lastLeaf.toString());
            insert.setString(5, root.toString());
            insert.setObject(6, now.atOffset(ZoneOffset.UTC).toLocalDateTime());
            insert.execute();
        }
    }
}
