package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Tells whether an entry was not acknowledged because too few replicas are in sync. The producer doesn't: it repeats
 * what the leader refuses until its time is over, and reports that. Thread-safe.
 */
final class ReplicaCheck {

    private static final int ANSWER_WITHIN_MS = 3_000;

    private final Admin admin;
    private final KafkaSettings settings;
    private final AtomicReference<CompletableFuture<InSync>> underWay =
            new AtomicReference<>(CompletableFuture.completedFuture(new InSync(0, 0)));

    /** How many replicas have all of the log, and how many must. */
    private record InSync(int actual, int needed) {}

    ReplicaCheck(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** Gives {@code reason} to {@code explained}, or a better one: on another thread, after a few seconds at most. */
    void explain(UUID entry, LedgerException reason, Consumer<LedgerException> explained) {
        if (reason instanceof LedgerException.Denied) {
            explained.accept(reason);
            return;
        }
        CompletableFuture<?> unused = inSync().whenComplete((inSync, failure) -> {
            boolean tooFew = reason instanceof LedgerException.Unavailable
                    && inSync != null
                    && inSync.actual() < inSync.needed();
            explained.accept(tooFew ? notDurable(entry, inSync, reason) : reason);
        });
    }

    private LedgerException notDurable(UUID entry, InSync inSync, LedgerException reason) {
        return new LedgerException.NotDurable(
                ("entry %s is not durable and not acknowledged: %d of the %d replicas that must have it"
                                + " (min.insync.replicas of topic %s at %s) are in sync")
                        .formatted(
                                entry, inSync.actual(), inSync.needed(), settings.topic(), settings.bootstrapServers()),
                "Bring the missing brokers back, then repeat the command: an entry that was written counts once.",
                reason);
    }

    /** Many entries fail at once: they share one look. */
    private CompletableFuture<InSync> inSync() {
        return Objects.requireNonNull(underWay.updateAndGet(before -> before.isDone() ? look() : before));
    }

    private CompletableFuture<InSync> look() {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        KafkaFuture<Integer> actual = admin.describeTopics(
                        List.of(settings.topic()), new DescribeTopicsOptions().timeoutMs(ANSWER_WITHIN_MS))
                .allTopicNames()
                .thenApply(topics -> Objects.requireNonNull(topics.get(settings.topic()))
                        .partitions()
                        .getFirst()
                        .isr()
                        .size());
        KafkaFuture<Integer> needed = admin.describeConfigs(
                        List.of(resource), new DescribeConfigsOptions().timeoutMs(ANSWER_WITHIN_MS))
                .all()
                .thenApply(configs -> Integer.parseInt(Objects.requireNonNull(configs.get(resource))
                        .get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                        .value()));
        return actual.toCompletionStage()
                .thenCombine(needed.toCompletionStage(), InSync::new)
                .toCompletableFuture();
    }
}
