package dev.quipu.ledger.state;

import dev.quipu.ledger.event.SchemaDeclared;

/** Rules of what ids of a schema registry mean. A newer build may declare a schema that this one doesn't know. */
final class SchemaRules {

    private SchemaRules() {}

    static Ruling apply(LedgerState state, SchemaDeclared event) {
        Long known = state.declared().get(event.registryId());
        if (known == null) {
            return new Ruling.Legal(state.with(event));
        }
        return known == event.fingerprint()
                ? Ruling.notAllowed(
                        "schema id %d is declared already".formatted(event.registryId()), "Nothing: use it as it is.")
                : Ruling.notAllowed(
                        "schema id %d stands for schema %016x in this ledger, not for %016x"
                                .formatted(event.registryId(), known, event.fingerprint()),
                        "Use the registry that this ledger was written with: another one gives out the same ids for"
                                + " other schemas.");
    }
}
