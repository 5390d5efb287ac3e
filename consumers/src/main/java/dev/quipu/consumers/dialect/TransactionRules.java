package dev.quipu.consumers.dialect;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which PostgreSQL statements begin or end a transaction, or set something for the session. Which ones need to be
 * outside of a transaction: {@link OutsideTransaction}.
 */
final class TransactionRules implements StatementRules {

    private static final Set<List<String>> PLAIN_BEGIN = Set.of(
            List.of("BEGIN"),
            List.of("BEGIN", "WORK"),
            List.of("BEGIN", "TRANSACTION"),
            List.of("START", "TRANSACTION"));

    private static final Set<List<String>> PLAIN_COMMIT = Set.of(
            List.of("COMMIT"),
            List.of("COMMIT", "WORK"),
            List.of("COMMIT", "TRANSACTION"),
            List.of("END"),
            List.of("END", "WORK"),
            List.of("END", "TRANSACTION"));

    private static final Set<String> TAKEN_BACK =
            Set.of("ALTER", "COMMENT", "CREATE", "DROP", "GRANT", "REVOKE", "SET");

    @Override
    public boolean isControl(SqlStatement statement) {
        return opens(statement) || ends(statement);
    }

    @Override
    public boolean opens(SqlStatement statement) {
        return statement.startsWith("BEGIN") || statement.startsWith("START", "TRANSACTION");
    }

    @Override
    public boolean closes(SqlStatement statement) {
        boolean chained = statement.contains("AND", "CHAIN");
        return ends(statement) && !chained;
    }

    static boolean isPlainBegin(SqlStatement statement) {
        return PLAIN_BEGIN.contains(statement.words());
    }

    static boolean isPlainCommit(SqlStatement statement) {
        return PLAIN_COMMIT.contains(statement.words());
    }

    @Override
    public boolean needsNoTransaction(SqlStatement statement) {
        return OutsideTransaction.isNeededBy(statement);
    }

    @Override
    public boolean isSetting(SqlStatement statement) {
        return switch (statement.word(0)) {
            case "SET" -> isOfSession(statement.word(1));
            case "RESET" -> true;
            case "SELECT" ->
                statement.startsWith("SELECT", "SET_CONFIG")
                        || statement.startsWith("SELECT", "PG_CATALOG", ".", "SET_CONFIG");
            default -> false;
        };
    }

    private static boolean isOfSession(String word) {
        return !word.equals("LOCAL") && !word.equals("TRANSACTION") && !word.equals("CONSTRAINTS");
    }

    /** The server refuses such statements. */
    @Override
    public boolean commits(SqlStatement statement) {
        return false;
    }

    /** A statement that changes rows, a query, and a block of code may call what is outside of the database. */
    @Override
    public boolean isTakenBack(SqlStatement statement) {
        return TAKEN_BACK.contains(statement.word(0)) && !needsNoTransaction(statement) && !isQuery(statement);
    }

    private static boolean isQuery(SqlStatement statement) {
        return statement.words().stream().anyMatch(word -> word.equals("SELECT") || word.equals("EXECUTE"));
    }

    /** The server refuses code that would: see {@link ErrorRules#isRefusedInTransaction}. */
    @Override
    public boolean mayEndTransaction(SqlStatement statement) {
        return false;
    }

    /** What is lost with the session is missed loudly: a statement that needs it fails. */
    @Override
    public Set<String> sessionNames(SqlStatement statement) {
        return Set.of();
    }

    @Override
    public @Nullable Unfit unfit(SqlStatement statement) {
        return null;
    }

    private static boolean ends(SqlStatement statement) {
        return switch (statement.word(0)) {
            case "COMMIT" -> !statement.word(1).equals("PREPARED");
            case "END", "ABORT" -> true;
            case "ROLLBACK" -> !statement.word(1).equals("PREPARED") && !isToSavepoint(statement);
            case "PREPARE" -> statement.word(1).equals("TRANSACTION");
            default -> false;
        };
    }

    private static boolean isToSavepoint(SqlStatement statement) {
        return statement.word(1).equals("TO") || statement.word(2).equals("TO");
    }
}
