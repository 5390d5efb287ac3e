package dev.quipu.ledger.kafka;

/**
 * Something about the ledger's topic that is not as it should be.
 *
 * @param what the setting or property it is about
 * @param unsafe whether entries could be lost, reordered or refused: no ledger is opened on such a topic
 * @param message what is wrong, with setting, value and source; no full stop at the end
 * @param nextStep what to do about it
 */
public record TopicFinding(String what, boolean unsafe, String message, String nextStep) {}
