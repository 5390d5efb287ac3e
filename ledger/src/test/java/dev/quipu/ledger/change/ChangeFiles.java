package dev.quipu.ledger.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Change files as tests write them. */
final class ChangeFiles {

    static final String NAME = "0007-add-currency.yaml";

    static final String GOOD = """
        service: orders
        number: 7
        name: add-currency
        intent: Prices need a currency
        ticket: SHOP-12
        phase: migrate
        requires: [billing/3, orders/6]
        notes:
          - asked for by finance
        steps:
          - name: add column
            sql: |
              ALTER TABLE orders ADD COLUMN currency text;
            rollback: ALTER TABLE orders DROP COLUMN currency
          - sql: CREATE INDEX CONCURRENTLY i ON orders (currency)
            rollback: DROP INDEX CONCURRENTLY i
            transaction: none
          - verify: SELECT count(*) FROM orders WHERE currency IS NULL
            expect: 0
          - verify: SELECT 1 FROM orders WHERE currency = ''
        """;

    /** A good file without anything optional. */
    static final String SMALL = """
        service: orders
        number: 7
        name: add-currency
        intent: Prices need a currency
        steps:
          - sql: SELECT 1
            rollback: SELECT 2
        """;

    private ChangeFiles() {}

    static ChangeFile valid(String yaml) {
        ParsedChange parsed = ChangeFileParser.parse("change.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(parsed).isInstanceOf(ParsedChange.Valid.class);
        return ((ParsedChange.Valid) parsed).file();
    }

    static List<String> problems(byte[] bytes) {
        return switch (ChangeFileParser.parse(NAME, bytes)) {
            case ParsedChange.Valid valid -> List.of();
            case ParsedChange.Invalid invalid ->
                invalid.problems().stream().map(Problem::toString).toList();
        };
    }

    static List<String> problems(String yaml) {
        return problems(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
