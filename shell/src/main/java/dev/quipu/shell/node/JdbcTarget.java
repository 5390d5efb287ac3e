package dev.quipu.shell.node;

/**
 * How to connect to a target's database.
 *
 * @param url a JDBC URL without credentials
 * @param password empty if the database asks for none
 */
public record JdbcTarget(String url, String user, String password) {

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "JdbcTarget[url=%s, user=%s]".formatted(url, user);
    }
}
