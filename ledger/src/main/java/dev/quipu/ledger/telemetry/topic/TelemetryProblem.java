package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.kafka.KafkaSettings;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Words why there are no reports. */
final class TelemetryProblem {

    private TelemetryProblem() {}

    static String of(KafkaSettings settings, String topic, Exception cause) {
        String where = "topic %s at %s".formatted(topic, settings.bootstrapServers());
        return switch (cause) {
            case AuthorizationException e ->
                "this user may not use %s, see 'Who needs which rights' in docs/guide/cluster.md".formatted(where);
            case UnknownTopicOrPartitionException e -> "there is no %s; ledger init makes it".formatted(where);
            case java.util.concurrent.TimeoutException e -> "no answer about %s".formatted(where);
            default -> "%s: %s".formatted(where, cause.getMessage());
        };
    }
}
