package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ChangeId;

/**
 * The file that a new change starts from: complete, with example SQL to replace, and a remark for what may be added.
 */
public final class ChangeTemplate {

    private ChangeTemplate() {}

    /**
     * The text of the new file.
     *
     * @param intent why the change is made
     * @throws IllegalArgumentException if {@code name} is no name of a change or {@code intent} is blank
     */
    public static String render(ChangeId id, String name, String intent) {
        ChangeFile.requireName(name);
        if (intent.isBlank()) {
            throw new IllegalArgumentException("'intent' is blank");
        }
        return """
            service: %s
            number: %d
            name: %s
            intent: %s
            # ticket: SHOP-123
            phase: expand # expand, migrate or contract
            # requires: [billing/6]
            steps:
              - sql: |
                  -- What to do. Replace this line with SQL.
                rollback: |
                  -- How to take it back. Where that is impossible, remove 'rollback' from this step
                  -- and say 'irreversible: <reason>' at the top.
                # transaction: none # for statements such as CREATE INDEX CONCURRENTLY
              # - verify: SELECT count(*) FROM orders WHERE currency IS NULL
              #   expect: 0
            """.formatted(
                YamlScalar.of(id.service().value(), 2), id.number(), YamlScalar.of(name, 2), YamlScalar.of(intent, 2));
    }
}
