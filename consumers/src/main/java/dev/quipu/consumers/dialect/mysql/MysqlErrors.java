package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.ErrorRules;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Error codes of MySQL (Reference Manual, "Server Error Message Reference") and MariaDB, which share the old ones. Some
 * messages quote values of rows.
 */
final class MysqlErrors implements ErrorRules {

    /** Lock wait timeout, deadlock, a row that was changed since it was read, a lock that NOWAIT doesn't wait for. */
    private static final Set<Integer> TRANSIENT = Set.of(1205, 1213, 1020, 3572);

    /** Database, table, column, key, routine, trigger, event, constraint. */
    private static final Set<Integer> DUPLICATE_NAME = Set.of(1007, 1050, 1060, 1061, 1304, 1359, 1537, 1826, 3822);

    /** Data exceptions and violated constraints that name columns and constraints only, in quotes. */
    private static final Set<Integer> WITHOUT_VALUES =
            Set.of(1048, 1216, 1217, 1264, 1265, 1364, 1365, 1406, 1451, 1452, 1690, 3819, 4025);

    /** What quotes values without being a data exception. */
    private static final Set<Integer> WITH_VALUES = Set.of(1300, 1366, 1411, 1525, 1526, 1918, 3854);

    /** The driver puts the session's number before the server's message. */
    private static final Pattern SESSION = Pattern.compile("^\\(conn=\\d+\\) ");

    /** A value may hold quotes itself; what follows it is a name. */
    private static final Pattern BEFORE_NAME = Pattern.compile("'.*'(?= for (key|column|function) )", Pattern.DOTALL);

    private static final Pattern ANY = Pattern.compile("'.*'|(?<=for value ).*", Pattern.DOTALL);

    private static final Pattern LINE = Pattern.compile(" at line (\\d+)$");

    @Override
    public boolean isTransient(SQLException e) {
        return TRANSIENT.contains(e.getErrorCode());
    }

    @Override
    public boolean isDuplicateName(SQLException e) {
        return DUPLICATE_NAME.contains(e.getErrorCode());
    }

    /** The server runs everything in a transaction, and commits it where it has to. */
    @Override
    public boolean isRefusedInTransaction(SQLException e) {
        return false;
    }

    @Override
    public @Nullable String message(SQLException e) {
        if (e.getErrorCode() == 0 || e.getMessage() == null) {
            return null;
        }
        String message = SESSION.matcher(e.getMessage()).replaceFirst("");
        return mayQuoteValues(e) ? withoutValues(message) : message;
    }

    private static String withoutValues(String message) {
        Matcher named = BEFORE_NAME.matcher(message);
        return named.find() ? named.replaceFirst("…") : ANY.matcher(message).replaceAll("…");
    }

    private static boolean mayQuoteValues(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        boolean ofData = state.startsWith("22") || state.startsWith("23") || state.startsWith("01");
        return WITH_VALUES.contains(e.getErrorCode()) || (ofData && !WITHOUT_VALUES.contains(e.getErrorCode()));
    }

    @Override
    public int line(SQLException e, String executed) {
        return line(e);
    }

    static int line(SQLException e) {
        Matcher matcher = LINE.matcher(String.valueOf(e.getMessage()));
        return e.getErrorCode() == 1064 && matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
