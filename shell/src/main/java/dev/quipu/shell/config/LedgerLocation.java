package dev.quipu.shell.config;

import java.util.Map;

/** Which Kafka holds the ledger. */
public sealed interface LedgerLocation {

    /** The broker of the local node, which starts when needed. */
    record LocalNode() implements LedgerLocation {}

    /**
     * A cluster that others run.
     *
     * @param clientSettings settings of the Kafka clients, {@code bootstrap.servers} among them; may hold secrets
     */
    record Cluster(Map<String, String> clientSettings) implements LedgerLocation {

        /** Copies the settings. */
        public Cluster {
            clientSettings = Map.copyOf(clientSettings);
        }

        /** Where the clients connect first. */
        public String bootstrapServers() {
            return clientSettings.getOrDefault("bootstrap.servers", "");
        }

        /** Leaves the settings out: passwords may be among them. */
        @Override
        public String toString() {
            return "Cluster[" + bootstrapServers() + "]";
        }
    }
}
