package dev.quipu.shell.node;

/** How the local node reaches the database of one target. */
public sealed interface Connection {

    /** A database of the embedded PostgreSQL server. */
    record Embedded() implements Connection {}

    /**
     * A database that others run.
     *
     * @param url a JDBC URL, free of credentials
     */
    record Jdbc(String url, String user, PasswordSource password) implements Connection {

        /** @throws dev.quipu.shell.config.ConfigException if the URL is none or carries a password */
        public Jdbc {
            JdbcUrls.requireWithoutPassword(url);
        }
    }
}
