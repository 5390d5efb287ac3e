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
     * The answer to a question that everybody may ask who is let in.
     *
     * @throws LedgerException.Unavailable if none comes
     * @throws KafkaException if the broker says no
     */
    static <T> T get(KafkaFuture<T> answer, KafkaSettings settings) {
        return get(answer, settings, TopicRight.DESCRIBE);
    }

    /**
     * The answer.
     *
     * @param needed what the user must be allowed to do
     * @throws LedgerException.Unavailable if none comes
     * @throws LedgerException.Denied if the user isn't let in, or isn't allowed
     * @throws KafkaException if the broker says no for another reason
     */
    static <T> T get(KafkaFuture<T> answer, KafkaSettings settings, TopicRight needed) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, e);
        } catch (ExecutionException e) {
            LedgerException.Denied denied = Denials.of(settings, needed, e);
            if (denied != null) {
                throw denied;
            }
            if (e.getCause() instanceof RetriableException
                    && !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw unreachable(settings, e.getCause());
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    /** The settings are such that there can be no client. */
    static LedgerException unusable(KafkaSettings settings, KafkaException reason) {
        Throwable cause = Denials.deepest(reason);
        return String.valueOf(cause.getMessage()).contains("JAAS")
                ? new LedgerException.Unavailable(
                        "the Kafka settings for %s are of no use: sasl.jaas.config can't be read".formatted(settings),
                        "Write it as one line: <login module> required username=\"…\" password=\"…\";",
                        null) // Kafka's message may hold a part of the password
                : new LedgerException.Unavailable(
                        "the Kafka settings for %s are of no use: %s".formatted(settings, cause.getMessage()),
                        "Correct QUIPU_BOOTSTRAP_SERVERS or the configuration file.",
                        reason);
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
                settings.isUnsecured()
                        ? "Check that the brokers run, that the address is right (QUIPU_BOOTSTRAP_SERVERS), and whether"
                                + " they ask for TLS or a password (kafka.security.protocol); then repeat the command."
                        : "Check that the brokers run and that the address is right (QUIPU_BOOTSTRAP_SERVERS), then"
                                + " repeat the command.",
                cause);
    }
}
