package dev.quipu.ledger.cluster;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Outcome;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A process that could not write for a while, since it was not allowed to, writes as soon as it is. */
class AccessTest {

    private static final Entry NOTE = LedgerSpec.given().next(new NoteAdded(StreamId.LEDGER, "remark"), null);

    @Test
    void comesBackWithThePermission() throws Exception {
        try (SecuredBroker broker = new SecuredBroker()) {
            KafkaLedger.initialise(broker.administrator(), "test", LedgerSpec.ANN);
            broker.grant(READ, DESCRIBE, DESCRIBE_CONFIGS);
            try (KafkaLedger ledger = KafkaLedger.open(broker.user())) {
                isRefused(ledger);
                broker.grant(WRITE);
                isAccepted(ledger);
            }
        }
    }

    /** The producer logs in when it sends for the first time. */
    @Test
    void comesBackWithThePassword() throws Exception {
        try (SecuredBroker broker = new SecuredBroker()) {
            KafkaLedger.initialise(broker.administrator(), "test", LedgerSpec.ANN);
            broker.grant(READ, DESCRIBE, DESCRIBE_CONFIGS, WRITE);
            try (KafkaLedger ledger = KafkaLedger.open(broker.user())) {
                broker.changePassword();
                isRefused(ledger);
                broker.restorePassword();
                isAccepted(ledger);
            }
        }
    }

    private static void isRefused(KafkaLedger ledger) {
        assertThat(ledger.append(NOTE))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(LedgerException.Denied.class);
    }

    private static void isAccepted(KafkaLedger ledger) {
        await().ignoreExceptions().until(() -> ledger.append(NOTE).get() instanceof Outcome.Accepted);
    }
}
