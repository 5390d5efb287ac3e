package dev.quipu.ledger.event;

/**
 * What a backfill has come to.
 *
 * @param rows changed
 * @param batches committed
 * @param quarantined rows that failed and were left as they are
 * @param heldMicros time held back by throttles, in microseconds
 */
public record StepTotals(long rows, long batches, long quarantined, long heldMicros) {}
