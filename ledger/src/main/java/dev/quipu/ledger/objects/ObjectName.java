package dev.quipu.ledger.objects;

import org.jspecify.annotations.Nullable;

/**
 * A name in SQL, without quotes; what was not quoted is in lower case.
 *
 * @param schema or null if the name has none
 */
record ObjectName(@Nullable String schema, String name) {}
