package dev.quipu.consumers.dialect;

import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Fill;
import dev.quipu.ledger.change.Problem;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.change.SubjectStep;
import dev.quipu.ledger.change.ToggleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be seen to be wrong with a change's SQL before any database has seen it. Pure; used once. */
public final class ScriptCheck {

    private static final Set<String> LIKE_POSTGRESQL = Set.of("postgresql", "cockroach");
    private static final Set<String> LIKE_MYSQL = Set.of("mariadb", "mysql");

    private final boolean postgresql;
    private final Function<String, SqlScript> parser;
    private final String fileName;
    private final List<Problem> problems = new ArrayList<>();

    private ScriptCheck(String dialect, String fileName, Function<String, SqlScript> parser) {
        this.postgresql = dialect.equals("postgresql");
        this.fileName = fileName;
        this.parser = parser;
    }

    /** Splits scripts of a dialect; empty if nobody here can. */
    public static Optional<Function<String, SqlScript>> parser(String dialect) {
        if (LIKE_POSTGRESQL.contains(dialect)) {
            return Optional.of(SqlScript::parse);
        }
        return LIKE_MYSQL.contains(dialect) ? Optional.of(SqlScript::parseMysql) : Optional.empty();
    }

    /**
     * The problems of {@code change}'s scripts, each with the line inside its script; none for dialects whose scripts
     * nobody here can split.
     *
     * @param dialect such as {@code postgresql}
     * @param fileName used in the problems
     */
    public static List<Problem> problems(ChangeFile change, String dialect, String fileName) {
        return parser(dialect)
                .map(parser -> new ScriptCheck(dialect, fileName, parser).problems(change))
                .orElse(List.of());
    }

    private List<Problem> problems(ChangeFile change) {
        change.steps().forEach(this::step);
        BackupRule.missing(change, parser).forEach(need -> backup(change, need));
        return List.copyOf(problems);
    }

    private void step(Step step) {
        switch (step) {
            case Step.SqlStep sql -> {
                script("sql of " + quoted(step), sql.sql(), sql.transactional());
                if (sql.rollback() != null) {
                    script("rollback of " + quoted(step), sql.rollback(), sql.transactional());
                }
            }
            case Step.BackfillStep backfill -> {
                fill("backfill of " + quoted(step), backfill.fill());
                if (backfill.rollback() != null) {
                    fill("rollback of " + quoted(step), backfill.rollback());
                }
            }
            case Step.VerifyStep verify -> query("query of " + quoted(step), verify.query());
            case Step.CompareStep compare -> {
                query("left query of " + quoted(step), compare.left());
                query("right query of " + quoted(step), compare.right());
            }
            case BackupStep backup -> backup(backup);
            case SubjectStep subject -> {}
            case ToggleStep toggle -> {}
        }
    }

    private static String quoted(Step step) {
        return "step '" + step.name() + "'";
    }

    private void script(String place, String text, boolean transactional) {
        SqlScript script = parser.apply(text);
        script.statements().forEach(statement -> client(place, statement));
        script.statements().forEach(statement -> unfit(place, script.rules().unfit(statement), statement));
        if (transactional) {
            script.transactionControl().forEach(statement -> control(place, statement));
            script.needsNoTransaction().forEach(statement -> outside(place, statement));
        } else {
            script.units().stream().filter(SqlUnit::isUnfinished).forEach(unit -> unfinished(place, unit));
        }
    }

    private void query(String place, String text) {
        int count = parser.apply(text).statements().size();
        if (count != 1) {
            add(place, 1, "%d statements".formatted(count), "Write exactly one query.");
        }
    }

    private void backup(BackupStep step) {
        List<SqlStatement> name = parser.apply(step.table()).statements();
        if (name.size() != 1 || ScriptTable.of(name.getFirst().words()) == null) {
            add(
                    "backup of " + quoted(step),
                    1,
                    "'table' is no name of a table",
                    "Write it like orders or shop.orders.");
        }
        if (step.where() != null
                && parser.apply("(" + step.where() + "\n)").statements().size() != 1) {
            add("backup of " + quoted(step), 1, "'where' is no condition", "Write one without WHERE and semicolon.");
        }
    }

    private void backup(ChangeFile change, BackupRule.Need need) {
        add("sql of " + quoted(change.steps().get(need.step() - 1)), need.line(), need.message(), need.fix());
    }

    private void fill(String place, Fill fill) {
        String statement = fill.example();
        int count = parser.apply(statement).statements().size();
        if (!statement.isEmpty() && count != 1) {
            add(place, 1, "%d statements".formatted(count), "A batch is one statement: leave semicolons out.");
        }
    }

    private void client(String place, SqlStatement statement) {
        if (ClientCommands.isCopyFromClient(statement) || ClientCommands.isCopyToClient(statement)) {
            String fix = "Use INSERT, or COPY with a file on the server.";
            add(place, statement.line(), "COPY from or to the client needs psql", fix);
        }
        if (ClientCommands.isPsqlCommand(statement)) {
            String command = statement.words().getLast().strip().split("\\s", 2)[0];
            add(place, statement.line(), command + " is a psql command, not SQL", "Remove it, or write it as SQL.");
        }
    }

    private void unfit(String place, StatementRules.@Nullable Unfit unfit, SqlStatement statement) {
        if (unfit != null) {
            add(place, statement.line(), unfit.problem(), unfit.fix());
        }
    }

    private void control(String place, SqlStatement statement) {
        String fix = "Remove it: the step is one transaction anyway. Or write 'transaction: none' at the step.";
        add(place, statement.line(), statement.title() + " inside a transaction of Quipu's", fix);
    }

    private void outside(String place, SqlStatement statement) {
        if (postgresql) {
            String message = statement.title() + " can't run inside a transaction";
            add(
                    place,
                    statement.line(),
                    message,
                    "Write 'transaction: none' at the step, best with nothing else in it.");
        }
    }

    private void unfinished(String place, SqlUnit unit) {
        add(place, unit.line(), "the transaction that begins here never ends", "Add COMMIT.");
    }

    private void add(String place, int line, String message, String fix) {
        problems.add(new Problem(fileName, 0, "%s, line %d: %s".formatted(place, line, message), fix));
    }
}
