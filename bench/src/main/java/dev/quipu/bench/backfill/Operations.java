package dev.quipu.bench.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What one client of the load does, by chance. For one thread. */
final class Operations {

    private static final int CUSTOMERS = 10_000;

    private final RandomGenerator random;
    private final long rows;
    private final PreparedStatement read;
    private final PreparedStatement change;
    private final PreparedStatement readElsewhere;
    private final PreparedStatement insertElsewhere;

    Operations(Connection connection, long rows, long seed) throws SQLException {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.rows = rows;
        read = connection.prepareStatement("SELECT name, price, quantity FROM item WHERE id = ?");
        change = connection.prepareStatement("UPDATE item SET touched = touched + 1 WHERE id = ?");
        readElsewhere = connection.prepareStatement("SELECT name FROM customer WHERE id = ?");
        insertElsewhere = connection.prepareStatement("INSERT INTO visit (item_id) VALUES (?)");
    }

    void next() throws SQLException {
        long item = random.nextLong(rows) + 1;
        switch (random.nextInt(10)) {
            case 0, 1 -> write(change, item);
            case 2 -> write(insertElsewhere, item);
            case 3 -> query(readElsewhere, random.nextLong(CUSTOMERS) + 1);
            default -> query(read, item);
        }
    }

    private static void write(PreparedStatement statement, long key) throws SQLException {
        statement.setLong(1, key);
        statement.executeUpdate();
    }

    private static void query(PreparedStatement statement, long key) throws SQLException {
        statement.setLong(1, key);
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("no row " + key);
            }
        }
    }
}
