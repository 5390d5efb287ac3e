package dev.quipu.ledger.evidence;

import dev.quipu.ledger.state.LedgerState;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a package is to be about.
 *
 * @param state of the ledger, with a checkpoint that covers the period
 * @param from of the broker's clock, inclusive
 * @param to exclusive
 * @param previous an earlier package, whose log this one is to contain, or null
 * @param by who asks for it
 * @param now when
 */
public record EvidenceRequest(
        LedgerState state, Instant from, Instant to, @Nullable Path previous, String by, Instant now) {}
