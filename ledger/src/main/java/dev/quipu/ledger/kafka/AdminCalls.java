package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for answers of the admin client, and words its failures. */
final class AdminCalls {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private AdminCalls() {}

    /**
     * The answer.
     *
     * @throws LedgerException.Unavailable if none comes
     * @throws KafkaException if the broker says no
     */
    static <T> T get(KafkaFuture<T> answer, KafkaSettings settings) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException
                    && !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw unreachable(settings, e.getCause());
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    /** The broker answers, and the answer is no. */
    static LedgerException refused(KafkaSettings settings, KafkaException reason) {
        return new LedgerException.Unusable(
                "Kafka at %s refuses topic %s: %s"
                        .formatted(settings.bootstrapServers(), settings.topic(), reason.getMessage()),
                "Check the topic's name (ledger.topic) and what this user may do on the cluster.");
    }

    static LedgerException unreachable(KafkaSettings settings, Throwable cause) {
        return new LedgerException.Unavailable(
                "no Kafka broker answers at %s".formatted(settings.bootstrapServers()),
                "Check that the brokers run and that the address is right (QUIPU_BOOTSTRAP_SERVERS), then repeat the"
                        + " command.",
                cause);
    }
}
