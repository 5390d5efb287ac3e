package dev.quipu.ledger.kafka;

/**
 * Something about the ledger's topic that is not as it should be.
 *
 * @param unsafe whether entries could be lost, reordered or refused: no ledger is opened on such a topic
 * @param message what is wrong, with setting, value and source; no full stop at the end
 * @param nextStep what to do about it
 */
public record TopicFinding(boolean unsafe, String message, String nextStep) {}
