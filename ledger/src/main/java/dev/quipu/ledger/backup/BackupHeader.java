package dev.quipu.ledger.backup;

import java.time.Instant;

/**
 * Where a backup comes from.
 *
 * @param topic the ledger's topic
 * @param clusterId Kafka's id of the cluster
 * @param madeBy the version of Quipu
 */
public record BackupHeader(String topic, String clusterId, String madeBy, Instant madeAt) {}
