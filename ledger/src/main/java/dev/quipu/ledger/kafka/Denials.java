package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import java.util.Objects;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;

/** Words what a cluster doesn't let a user do. Nothing of the settings but the user's name gets into the words. */
final class Denials {

    private Denials() {}

    /**
     * What a failure means if it, or what caused it, is the cluster's no to a user.
     *
     * @param right what was missing if the user is known to the cluster
     * @return null if the failure is of another kind
     */
    static LedgerException.@Nullable Denied of(KafkaSettings settings, TopicRight right, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SslAuthenticationException e -> {
                    return noTls(settings, e);
                }
                case AuthenticationException e -> {
                    return notLetIn(settings, e);
                }
                case AuthorizationException e -> {
                    return notAllowed(settings, right, e);
                }
                default -> {}
            }
        }
        return null;
    }

    private static LedgerException.Denied notAllowed(
            KafkaSettings settings, TopicRight right, AuthorizationException cause) {
        String name = settings.userName();
        return new LedgerException.Denied(
                "%s may not %s topic %s at %s"
                        .formatted(user(name), right.words(), settings.topic(), settings.bootstrapServers()),
                "Who administers the cluster can allow it: kafka-acls.sh --bootstrap-server %s --add --allow-principal User:%s --operation %s --topic %s"
                        .formatted(
                                settings.bootstrapServers(),
                                Objects.requireNonNullElse(name, "NAME"),
                                right.operation(),
                                settings.topic()),
                cause);
    }

    private static LedgerException.Denied notLetIn(KafkaSettings settings, AuthenticationException cause) {
        return new LedgerException.Denied(
                "Kafka at %s doesn't let %s in: %s"
                        .formatted(settings.bootstrapServers(), user(settings.userName()), cause.getMessage()),
                "Correct the user and password in kafka.sasl.jaas.config, and kafka.sasl.mechanism.",
                cause);
    }

    private static LedgerException.Denied noTls(KafkaSettings settings, SslAuthenticationException cause) {
        return new LedgerException.Denied(
                "no TLS connection to Kafka at %s: %s"
                        .formatted(settings.bootstrapServers(), deepest(cause).getMessage()),
                "Look at the certificates: kafka.ssl.truststore.* says whom this client trusts, kafka.ssl.keystore.*"
                        + " who it is.",
                cause);
    }

    /** What is behind a failure. */
    static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private static String user(@Nullable String name) {
        return name == null ? "this client" : "user " + name;
    }
}
