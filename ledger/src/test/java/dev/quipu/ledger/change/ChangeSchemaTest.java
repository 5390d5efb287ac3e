package dev.quipu.ledger.change;

import static dev.quipu.ledger.change.ChangeFiles.GOOD;
import static dev.quipu.ledger.change.ChangeFiles.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.quipu.ledger.event.ChangeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use accepts and refuses the same files as the parser. */
class ChangeSchemaTest {

    private static final Schema SCHEMA = schema();
    private static final String BACKFILL = "  - backfill: {table: t, set: a = 1, where: a IS NULL}\n";

    @ParameterizedTest
    @MethodSource
    void bothAccept(String yaml) {
        assertThat(ChangeFiles.problems(yaml)).isEmpty();
        assertThat(refusedBySchema(yaml)).isFalse();
    }

    static Stream<String> bothAccept() {
        return Stream.of(
                GOOD,
                SMALL,
                ChangeTemplate.render(ChangeId.parse("orders/7"), "a", "why"),
                SMALL.replace("    rollback: SELECT 2\n", "irreversible: gone\n"),
                SMALL.replace("Prices need a currency", "42"),
                SMALL + "    transaction: one\n",
                SMALL + "    lock-timeout: 500ms\n    statement-timeout: 2h\n    lock-retry-for: 1d\n",
                SMALL + "ticket: true\n",
                SMALL + "  - verify: SELECT 1\n    expect: 1.50\n",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1, key: [id, 2], tolerance: 3}\n",
                SMALL + "  - backup: {table: orders}\n    statement-timeout: 6h\n    lock-timeout: 1s\n",
                SMALL + "  - verify: SELECT 1\n    statement-timeout: 6h\n",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1, key: [a]}\n    lock-retry-for: 6h\n",
                SMALL + "  - backup: {table: orders, where: a > 1, retain: 12h}\n",
                SMALL + "  - subject: {name: orders-value, compatibility: NONE, schema: '{}'}\n",
                SMALL + "  - subject: {name: 1, type: json, compatibility: FULL, schema: '{}'}\n",
                SMALL + "waive-backup: it can be computed again\n",
                SMALL + "  - toggle: {name: new-prices, percentage: 25}\n",
                SMALL + "  - toggle: {name: new-prices, percentage: 100, rollback: 50}\n",
                SMALL + BACKFILL + "    rollback: none\n",
                SMALL + BACKFILL + "    rollback: {set: a = NULL, where: a > 0}\n",
                SMALL
                        + "  - backfill: {table: t, update: 'UPDATE t o SET a = 1 WHERE {batch o}'}\n"
                        + "    rollback: none\n",
                SMALL
                        + "  - backfill: {table: t, key: [a, b], order: descending, set: a = 1,"
                        + " limits: {replica-lag: none, rows-per-second: 500, abort-at-log-backlog: 1GB,"
                        + " pause-at-load-growth: 2.5, error-rate: 0.5%}}\n    rollback: none\n",
                SMALL + "requires: []\nnotes: []\n");
    }

    @ParameterizedTest
    @MethodSource
    void bothRefuse(String yaml) {
        assertThat(ChangeFiles.problems(yaml)).isNotEmpty();
        assertThat(refusedBySchema(yaml)).isTrue();
    }

    static Stream<String> bothRefuse() {
        return Stream.of(
                "- a",
                "{}",
                SMALL + "fase: expand",
                SMALL + "phase: Expand",
                SMALL + "ticket:",
                SMALL + "ticket: ''",
                SMALL + "notes: a",
                SMALL + "notes: ['']",
                SMALL + "requires: [orders]",
                SMALL + "requires: [billing/0]",
                SMALL + "requires: [billing/1, billing/1]",
                SMALL + "irreversible: no reason",
                SMALL + "    transaction: maybe",
                SMALL + "    lock-timeout: 0s",
                SMALL + "    lock-timeout: 3",
                SMALL + "    statement-timeout: 10min",
                SMALL + "    expect: 1",
                SMALL + "    verify: SELECT 1",
                SMALL + "  - name: neither",
                SMALL + "  - text",
                SMALL + "  - verify: SELECT 1\n    rollback: SELECT 2",
                SMALL + "  - verify: SELECT 1\n    expect: [1]",
                SMALL + "  - verify: ' '",
                SMALL + "  - verify: {}",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1}",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1, key: []}",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1, key: [a, a]}",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1, key: a}",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1, key: [a], tolerance: -1}",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1, key: [a], tolerance: '1'}",
                SMALL + "  - verify: {left: SELECT 1, right: SELECT 1, key: [a]}\n    expect: 1",
                SMALL + "  - verify: {left: SELECT 1, key: [a]}",
                SMALL + "waive-backup: ' '",
                SMALL + "  - toggle: new-prices",
                SMALL + "  - toggle: {name: new prices, percentage: 25}",
                SMALL + "  - toggle: {name: new-prices}",
                SMALL + "  - toggle: {name: new-prices, percentage: 101}",
                SMALL + "  - toggle: {name: new-prices, percentage: 25, rollback: -1}",
                SMALL + "  - toggle: {name: new-prices, percentage: '25'}",
                SMALL + "  - backup: orders",
                SMALL + "  - backup: {}",
                SMALL + "  - toggle: {name: a, percentage: 1}\n    lock-timeout: 1s",
                SMALL + "  - backup: {table: orders, retain: 30}",
                SMALL + "  - backup: {table: orders, retain: a month}",
                SMALL + "  - backup: {table: orders}\n    rollback: SELECT 1",
                SMALL + "  - subject: {name: a, compatibility: backward, schema: x}",
                SMALL + "  - subject: {name: a, schema: x}",
                SMALL + "  - subject: {name: a, compatibility: NONE}",
                SMALL + "  - subject: {name: '', compatibility: NONE, schema: x}",
                SMALL + "  - subject: {name: a, type: AVRO, compatibility: NONE, schema: x}",
                SMALL + BACKFILL,
                SMALL + BACKFILL + "    rollback: SELECT 1\n",
                SMALL + BACKFILL + "    rollback: {where: a > 0}\n",
                SMALL + "  - backfill: {table: t}\n    rollback: none\n",
                SMALL + "  - backfill: {set: a = 1}\n    rollback: none\n",
                SMALL + "  - backfill: {table: t, set: a = 1, update: 'SELECT {batch}'}\n    rollback: none\n",
                SMALL + "  - backfill: {table: t, update: UPDATE t SET a = 1}\n    rollback: none\n",
                SMALL + "  - backfill: {table: t, set: a = 1, key: []}\n    rollback: none\n",
                SMALL + "  - backfill: {table: t, set: a = 1, order: up}\n    rollback: none\n",
                SMALL + "  - backfill: {table: t, set: a = 1, limits: {speed: 1}}\n    rollback: none\n",
                SMALL + "  - backfill: {table: t, set: a = 1, limits: {batch-time: none}}\n    rollback: none\n",
                SMALL + "  - backfill: {table: t, set: a = 1, limits: {replica-lag: 10}}\n    rollback: none\n",
                SMALL + "  - verify: SELECT 1\n    name: \"a\\nb\"",
                SMALL.replace("    rollback: SELECT 2\n", ""),
                SMALL.replace("SELECT 1", "[]"),
                SMALL.replace("number: 7", "number: '7'"),
                SMALL.replace("number: 7", "number: 0"),
                SMALL.replace("number: 7", "number: 7.5"),
                SMALL.replace("service: orders", "service: Orders"),
                SMALL.replace("name: add-currency", "name: add currency"),
                SMALL.replace("name: add-currency\n", ""),
                SMALL.replace("intent: Prices need a currency", "intent: ' '"),
                SMALL.substring(0, SMALL.indexOf("steps")),
                SMALL.substring(0, SMALL.indexOf("steps")) + "steps: []");
    }

    @Test
    void isItselfAValidSchema() throws IOException {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(text(), InputFormat.JSON)).isEmpty();
    }

    private static boolean refusedBySchema(String yaml) {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        String json = new JsonMapper().writeValueAsString(document);
        return !SCHEMA.validate(json, InputFormat.JSON).isEmpty();
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text(), InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text() throws IOException {
        try (InputStream in = ChangeFile.class.getResourceAsStream("change-file.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
