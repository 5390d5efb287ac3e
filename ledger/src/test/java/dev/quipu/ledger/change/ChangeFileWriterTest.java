package dev.quipu.ledger.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Deprecation;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.ToggleSetting;
import dev.quipu.schemas.registry.Compatibility;
import dev.quipu.schemas.registry.SchemaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFileWriterTest {

    private static final List<String> PIECES = List.of(
            "SELECT 1;",
            "\n",
            "\n",
            "\n\n",
            " ",
            "  ",
            "\t",
            "\r\n",
            "\r",
            "---",
            "...",
            "#",
            ": ",
            "- ",
            "'",
            "\"",
            "\\",
            "\\n",
            "é",
            "日本",
            "😀",
            "\u0000",
            "\u0007",
            "\u001b",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\uFEFF",
            "%",
            "@",
            "`",
            "|",
            ">",
            "&a",
            "*a",
            "!",
            "[",
            "{",
            "null",
            "true",
            "0x1",
            "1.5",
            "~",
            "=",
            "<<",
            "\uFFFD",
            "\uE000");

    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofMillis(1_500), Duration.ofHours(12), Duration.ofDays(1));

    @Test
    void writesSqlAsItWasTyped() {
        assertThat(ChangeFileWriter.write(ChangeFiles.valid(ChangeFiles.GOOD)))
                .isEqualTo("""
                    service: orders
                    number: 7
                    name: add-currency
                    intent: Prices need a currency
                    ticket: SHOP-12
                    phase: migrate
                    requires:
                      - "billing/3"
                      - "orders/6"
                    notes:
                      - asked for by finance
                    steps:
                      - name: add column
                        sql: |
                          ALTER TABLE orders ADD COLUMN currency text;
                        rollback: |-
                          ALTER TABLE orders DROP COLUMN currency
                      - transaction: none
                        sql: |-
                          CREATE INDEX CONCURRENTLY i ON orders (currency)
                        rollback: |-
                          DROP INDEX CONCURRENTLY i
                      - verify: |-
                          SELECT count(*) FROM orders WHERE currency IS NULL
                        expect: "0"
                      - verify: |-
                          SELECT 1 FROM orders WHERE currency = ''
                    """.replace("\"billing/3\"", "billing/3").replace("\"orders/6\"", "orders/6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a\n",
                "a\n\n",
                "\na",
                "  a\n b",
                "\ta",
                "a ",
                "a \n",
                "a\n  ",
                "a\n  \n",
                "a\n\t\n\n",
                "a\r\nb\r\n",
                "---\na",
                "a\n---\nb\n...\n",
                "\u0000",
                "a\u0085b",
                "# a\n# b",
                "%a\n",
                "-- ä 😀\nselect 1\n\n\n",
                "a\n \n \n"
            })
    void writesWhatReadsBackUnchanged(String text) {
        assertRoundTrip(change(text, text, text));
    }

    @Test
    void writesAnythingThatReadsBackUnchanged() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            assertRoundTrip(change(text(random), text(random), text(random)));
        }
    }

    private static void assertRoundTrip(ChangeFile change) {
        String yaml = ChangeFileWriter.write(change);
        assertThat(ChangeFiles.valid(yaml)).as(yaml).isEqualTo(change);
    }

    private static ChangeFile change(String intent, String sql, @Nullable String expect) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.SqlStep("step 1", sql, intent, true));
        steps.add(new Step.VerifyStep("42: #", intent, expect, TIMEOUTS));
        steps.add(new Step.CompareStep("compare", sql, intent, List.of("id", intent), sql.length(), TIMEOUTS));
        steps.add(new BackupStep("backup", intent, expect, Duration.ofMillis(60_000 + sql.length()), TIMEOUTS));
        steps.add(new BackupStep("all", sql, null, Duration.ofDays(sql.length())));
        steps.add(new SubjectStep("avro", "orders-value", SchemaType.PROTOBUF, Compatibility.FULL, intent));
        steps.add(new ToggleStep("toggle", new ToggleSetting("new-prices", 25, sql.length() % 100)));
        steps.add(new Step.SqlStep("true", intent, null, false, TIMEOUTS));
        Fill.Rows rows = new Fill.Rows(sql, intent);
        Fill.Statement statement = new Fill.Statement(intent.replace("{", "") + " {batch o}");
        Limits limits = Limits.of(Map.of("query", sql, "abort-at-error-rate", "5%"));
        steps.add(new Step.BackfillStep("fill", sql, List.of("id", intent), true, rows, statement, limits));
        steps.add(new Step.BackfillStep(
                "fill more", intent, List.of(), false, statement, new Fill.Nothing(), Limits.STANDARD));
        steps.add(new Step.BackfillStep("and more", intent, List.of(), false, rows, null, Limits.STANDARD));
        return new ChangeFile(
                ChangeId.parse("0/1"),
                "1e3",
                intent,
                sql,
                Phase.CONTRACT,
                List.of(ChangeId.parse("null/1")),
                List.of(sql, intent),
                steps,
                intent,
                List.of(new Deprecation(intent, "2027-01-31", sql), new Deprecation(sql, null, null)),
                sql);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString().isBlank() ? text + "x" : text.toString();
    }
}
