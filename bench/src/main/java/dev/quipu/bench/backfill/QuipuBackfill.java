package dev.quipu.bench.backfill;

import dev.quipu.bench.Operator;
import dev.quipu.bench.PostgresServer;
import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Limit;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.TargetId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A released change with a backfill step, run by an agent; from the rollout's start to applied. */
record QuipuBackfill(String name, Limits limits, String bootstrapServers) implements Filling {

    private static final TargetId TARGET = Operator.target("t1");
    private static final Duration FOREVER = Duration.ofHours(1);

    /** As a change has it that says nothing of limits. */
    static QuipuBackfill standard(String bootstrapServers) {
        return new QuipuBackfill("Quipu", Limits.STANDARD, bootstrapServers);
    }

    /** As fast as it goes: long batches, no rests, and no eye on the load. */
    static QuipuBackfill unthrottled(String bootstrapServers) {
        Map<String, String> limits = new HashMap<>(Map.of(Limit.BATCH_TIME.key(), "500ms"));
        limits.put(Limit.SLEEP_RATIO.key(), "none");
        Limit.ofLoad().forEach(limit -> limits.put(limit.key(), "none"));
        return new QuipuBackfill("Quipu, unthrottled", Limits.of(limits), bootstrapServers);
    }

    @Override
    public Filled fill(Dataset dataset, String jdbcUrl, @Nullable Duration atMost) throws Exception {
        String topic = "backfill-" + jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1);
        try (Operator operator = Operator.start(bootstrapServers, topic, List.of(TARGET))) {
            operator.propose(List.of(Operator.proposal(change())));
            operator.approve(1, 1);
            QuipuAgent agent = QuipuAgent.builder()
                    .ledger(operator.settings())
                    .target(TARGET, new TargetDatabase(jdbcUrl, PostgresServer.USER, () -> ""))
                    .start();
            long began = System.nanoTime();
            try {
                operator.rollOut(1, 1);
                boolean applied = operator.awaitApplied(1, Objects.requireNonNullElse(atMost, FOREVER));
                long nanos = System.nanoTime() - began;
                return new Filled(nanos, applied ? dataset.rows() : filled(dataset, jdbcUrl));
            } finally {
                agent.close();
            }
        }
    }

    private ChangeFile change() {
        Step step = new Step.BackfillStep(
                "fill",
                "item",
                List.of(),
                false,
                new Fill.Rows("total_cents = " + Dataset.VALUE, Dataset.WHERE),
                new Fill.Nothing(),
                limits);
        return new ChangeFile(
                new ChangeId(Operator.SERVICE, 1),
                "fill-totals",
                "reports need it",
                null,
                Phase.MIGRATE,
                List.of(),
                List.of(),
                List.of(step),
                null);
    }

    private static long filled(Dataset dataset, String jdbcUrl) throws SQLException {
        try (Connection connection = dataset.server().connect(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(total_cents) FROM item")) {
            row.next();
            return row.getLong(1);
        }
    }
}
