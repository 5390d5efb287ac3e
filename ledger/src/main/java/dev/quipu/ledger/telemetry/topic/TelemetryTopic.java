package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of reports: forgets after an hour, and nothing depends on it. */
public final class TelemetryTopic {

    private static final Logger LOG = LoggerFactory.getLogger(TelemetryTopic.class);

    private static final int PARTITIONS = 3;
    private static final int REPLICAS = 2;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /** Deleted by the segment, so a segment is short; flushed by the operating system, since a report may be lost. */
    private static final Map<String, String> CONFIGS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofHours(1).toMillis()),
            TopicConfig.RETENTION_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofMinutes(15).toMillis()),
            TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024),
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1",
            TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, Long.toString(Long.MAX_VALUE));

    private TelemetryTopic() {}

    /**
     * Makes the topic if there is none. Takes seconds at most, and logs a line if it can't.
     *
     * @param settings their {@link KafkaSettings#telemetry} may be null: then there is nothing to do
     * @return whether the topic is there now
     */
    public static boolean tryCreate(KafkaSettings settings) {
        String topic = settings.telemetry();
        if (topic == null) {
            return false;
        }
        try {
            create(settings, topic);
            return true;
        } catch (KafkaException | TimeoutException e) {
            LOG.warn("no live figures: {}", TelemetryProblem.of(settings, topic, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Creates the topic unless it exists. */
    static void create(KafkaSettings settings, String topic) throws TimeoutException, InterruptedException {
        try (Admin admin = Admin.create(settings.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ANSWER_WITHIN.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) ANSWER_WITHIN.toMillis())))) {
            if (!exists(admin, topic)) {
                int brokers = answer(admin.describeCluster().nodes()).size();
                NewTopic made = new NewTopic(topic, PARTITIONS, (short) Math.min(REPLICAS, brokers)).configs(CONFIGS);
                answer(admin.createTopics(List.of(made)).all());
            }
        } catch (TopicExistsException e) {
            LOG.debug("somebody else was faster: {}", topic);
        }
    }

    /** Whoever may not create topics need not. */
    private static boolean exists(Admin admin, String topic) throws TimeoutException, InterruptedException {
        try {
            return !answer(admin.describeTopics(List.of(topic)).allTopicNames()).isEmpty();
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    private static <T> T answer(KafkaFuture<T> future) throws TimeoutException, InterruptedException {
        try {
            return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }
}
