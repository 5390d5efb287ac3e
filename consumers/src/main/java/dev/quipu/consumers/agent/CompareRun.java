package dev.quipu.consumers.agent;

import dev.quipu.consumers.compare.Comparison;
import dev.quipu.consumers.compare.Comparison.Counted;
import dev.quipu.consumers.compare.RowComparison;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.lock.StepLocks;
import dev.quipu.ledger.change.Step.CompareStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the comparison of a verify step, in a read-only transaction of its own that sees one snapshot. The transaction
 * that writes the step's history row comes after it: a comparison that runs twice does no harm.
 */
final class CompareRun {

    private final TargetSession session;
    private final StepLocks locks;

    CompareRun(TargetSession session, StepLocks locks) {
        this.session = session;
        this.locks = locks;
    }

    /** The failure, or null if the two agree. Values of rows are never part of it. */
    @Nullable
    Failure check(StepRun run, CompareStep step) throws SQLException {
        List<SqlStatement> left = session.dialect().parse(step.left()).statements();
        List<SqlStatement> right = session.dialect().parse(step.right()).statements();
        if (left.size() != 1 || right.size() != 1) {
            return Failure.verify("step '%s' compares something else than two queries".formatted(step.name()));
        }
        try {
            return judge(
                    run, step, compare(left.getFirst().text(), right.getFirst().text(), step.key()));
        } catch (RowComparison.QueryFailed e) {
            if (e.getCause() instanceof SQLException cause && !session.isLost(cause)) {
                Failure failure = session.errors().failure(cause, e.query());
                return new Failure(failure.code(), "%s: %s".formatted(e.getMessage(), failure.message()));
            }
            throw e;
        }
    }

    private Comparison compare(String left, String right, List<String> key) throws SQLException {
        Connection connection = session.scripts();
        session.resetScripts();
        connection.setAutoCommit(false);
        try {
            session.dialect().rows().beginSnapshot(connection);
            locks.limitTransaction();
            AtomicReference<@Nullable Comparison> comparison = new AtomicReference<>();
            locks.watched(() -> comparison.set(
                    new RowComparison(connection, session.dialect().rows(), left, right, key).compare()));
            return Objects.requireNonNull(comparison.get());
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private @Nullable Failure judge(StepRun run, CompareStep step, Comparison comparison) throws SQLException {
        return switch (comparison) {
            case Comparison.Impossible(String why) -> Failure.verify("step '%s': %s".formatted(step.name(), why));
            case Counted counted -> {
                new Mismatches(session).replace(run, counted.sample());
                yield counted.mismatches() <= step.tolerance() ? null : Failure.verify(message(step, counted));
            }
        };
    }

    private String message(CompareStep step, Counted counted) {
        return "step '%s': of %,d rows on the left and %,d on the right, %,d are missing on the left, %,d are missing on the right and %,d differ%s; their keys are in the table %s of the database"
                .formatted(
                        step.name(),
                        counted.left(),
                        counted.right(),
                        counted.missingLeft(),
                        counted.missingRight(),
                        counted.different(),
                        columns(counted.columns()),
                        session.tables().sql("quipu.mismatch"));
    }

    private static String columns(Map<String, Long> columns) {
        return columns.isEmpty()
                ? ""
                : columns.entrySet().stream()
                        .map(column -> "%s %,d".formatted(column.getKey(), column.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
