package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.Sessions;
import dev.quipu.consumers.dialect.SqlScript;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Properties;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.Driver;

/**
 * Sessions of MariaDB and MySQL over MariaDB Connector/J. The locks are those of GET_LOCK with no time to wait. Their
 * names are the server's, not the database's, so a database's name is a part of them.
 */
final class MysqlSessions implements Sessions {

    private static final String MARIADB = "jdbc:mariadb:";
    private static final String MYSQL = "jdbc:mysql:";
    private static final String CONNECT_TIMEOUT_MILLIS = "10000";

    /** What scripts set and Quipu's own statements can't do with. */
    private static final String DEFAULTS =
            "SET sql_mode = DEFAULT, sql_safe_updates = DEFAULT, sql_select_limit = DEFAULT,"
                    + " foreign_key_checks = DEFAULT, unique_checks = DEFAULT, time_zone = DEFAULT,"
                    + " lock_wait_timeout = DEFAULT, innodb_lock_wait_timeout = DEFAULT";

    static boolean isOurs(String jdbcUrl) {
        return jdbcUrl.startsWith(MARIADB) || jdbcUrl.startsWith(MYSQL);
    }

    /** The SQL expression that is a lock's name in the connection's database; names have 64 characters at most. */
    static String lockName(Lock lock) {
        String name =
                switch (lock) {
                    case AGENT -> "agent";
                    case SCRIPTS -> "scripts";
                };
        return "CONCAT('quipu-%s-', LEFT(SHA2(DATABASE(), 256), 32))".formatted(name);
    }

    @Override
    public Connection connect(String jdbcUrl, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_MILLIS);
        properties.setProperty("connectionAttributes", "program_name:quipu-agent");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("useResetConnection", "true");
        String url = jdbcUrl.startsWith(MYSQL) ? MARIADB + jdbcUrl.substring(MYSQL.length()) : jdbcUrl;
        Connection connection = new Driver().connect(url, properties);
        if (connection.getCatalog() == null) {
            connection.close();
            throw new SQLNonTransientConnectionException(
                    "%s names no database: add it, as in jdbc:mariadb://host/database".formatted(jdbcUrl), "3D000");
        }
        return connection;
    }

    /** The driver sends single statements as they are. */
    @Override
    public Connection connectForScripts(String jdbcUrl, String user, String password) throws SQLException {
        return connect(jdbcUrl, user, password);
    }

    @Override
    public boolean tryLock(Connection connection, Lock lock) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT GET_LOCK(%s, 0)".formatted(lockName(lock)));
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getInt(1) == 1;
        }
    }

    /** The server's own reset gives up the locks too. Nobody takes this one meanwhile who has not the other. */
    @Override
    public void reset(Connection connection) throws SQLException {
        boolean locked = holds(connection, Lock.SCRIPTS);
        connection.unwrap(org.mariadb.jdbc.Connection.class).reset();
        Configuration configuration = configuration(connection);
        execute(connection, "SET NAMES utf8mb4");
        setVariables(connection);
        connection.setCatalog(configuration.database());
        if (locked && !tryLock(connection, Lock.SCRIPTS)) {
            throw new SQLNonTransientConnectionException("the lock for scripts was lost", "08006");
        }
    }

    private static boolean holds(Connection connection, Lock lock) throws SQLException {
        String sql = "SELECT IS_USED_LOCK(%s) = CONNECTION_ID()".formatted(lockName(lock));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Configuration configuration(Connection connection) throws SQLException {
        return connection.unwrap(org.mariadb.jdbc.Connection.class).getContext().getConf();
    }

    /** Sets again what the JDBC URL sets, since the driver does so only at connect. */
    private static void setVariables(Connection connection) throws SQLException {
        String variables = configuration(connection).sessionVariables();
        if (variables != null && !variables.isBlank()) {
            execute(connection, "SET " + variables);
        }
    }

    @Override
    public void resetSettings(Connection connection) throws SQLException {
        execute(connection, DEFAULTS);
        setVariables(connection);
    }

    @Override
    public void run(Connection connection, SqlScript script) throws SQLException {
        MysqlScripts.run(connection, script);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
