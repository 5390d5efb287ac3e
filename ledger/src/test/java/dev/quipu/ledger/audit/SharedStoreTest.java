package dev.quipu.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.proof.Frontier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that several processes use, some of which die. */
class SharedStoreTest {

    @TempDir
    private Path folder;

    @Test
    void isWholeAfterAFeedWasKilledAtAnyMoment() throws Exception {
        Path database = folder.resolve("test-00000000.duckdb");
        long said = 0;
        for (int round = 1; round <= 3; round++) {
            Process process = StoreProcess.start("feed", database.toString());
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                said = Long.parseLong(out.readLine());
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(whole(database)).as("round %d", round).isGreaterThanOrEqualTo(said);
        }
        long there = whole(database);

        try (AuditFeed feed = AuditFeed.open(database, Frontier.empty(), Clock.systemUTC())) {
            for (long number = 0; number < there + 1000; number++) {
                StoreProcess.remark(feed, number);
            }
            assertThat(feed.finish()).isEqualTo(there + 1000);
        }
        assertThat(whole(database)).isEqualTo(there + 1000);
    }

    /** How many entries there are, which is the same wherever one looks. */
    private static long whole(Path database) throws SQLException {
        try (Connection connection = StoreConnection.reading(database, null);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    SELECT (SELECT entries FROM store), (SELECT count(*) FROM entries), (SELECT count(*) FROM notes),
                        (SELECT max(number) + 1 FROM entries), (SELECT count(DISTINCT number) FROM entries)
                    """)) {
            row.next();
            long entries = row.getLong(1);
            for (int column = 2; column <= 5; column++) {
                assertThat(row.getLong(column)).isEqualTo(entries);
            }
            return entries;
        }
    }

    @Test
    void isReadByManyAndFedByNobodyMeanwhile() throws Exception {
        FedStore store = Story.untold().garbage().feed(folder);
        Process other = StoreProcess.start("read", folder.toString(), "test");
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("[[2]]");

            try (StoreReader reader = new AuditStore(folder).read(store, null)) {
                assertThat(reader.ask("FROM entries", Map.of(), 10).total()).isEqualTo(2);
            }
            Path lock = new StoreFiles(folder, "test-00000000").lock();
            assertThatThrownBy(() -> StoreLock.toFeed(lock, Duration.ofMillis(1)))
                    .isInstanceOf(LedgerException.Unavailable.class)
                    .hasMessageContaining("another shell");

            end(other);
            StoreLock.toFeed(lock, Duration.ofSeconds(10)).release();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    private static void end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
