package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.CatalogProbe;
import dev.quipu.consumers.dialect.MysqlDdl;
import dev.quipu.consumers.dialect.MysqlDdl.Effect;
import dev.quipu.consumers.dialect.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's and MariaDB's catalog as witness. Each DDL statement is atomic there, so the objects it names are either as
 * they were, which the journal has from before it, or as it makes them.
 */
final class MysqlProbe implements CatalogProbe {

    private final ObjectStates states;

    /** @param connection in any mode */
    MysqlProbe(Connection connection) {
        this.states = new ObjectStates(connection);
    }

    @Override
    public String witness(SqlStatement statement) throws SQLException {
        return String.join("\n", states(MysqlDdl.of(statement)));
    }

    private List<String> states(MysqlDdl ddl) throws SQLException {
        List<String> found = new ArrayList<>();
        for (Effect effect : ddl.effects()) {
            found.add(states.of(effect));
        }
        return found;
    }

    @Override
    public Verdict verdict(SqlStatement statement, String witness) throws SQLException {
        MysqlDdl ddl = MysqlDdl.of(statement);
        if (!ddl.isKnown()) {
            return Verdict.UNDECIDABLE;
        }
        List<String> before = witness.isEmpty() ? List.of() : witness.lines().toList();
        List<String> now = states(ddl);
        if (before.size() != now.size()
                || before.contains(ObjectStates.UNKNOWN)
                || now.contains(ObjectStates.UNKNOWN)) {
            return Verdict.UNDECIDABLE;
        }
        if (happened(ddl.effects(), before, now)) {
            return Verdict.TOOK_EFFECT;
        }
        return ddl.isHarmless() && before.equals(now) ? Verdict.RUN : Verdict.UNDECIDABLE;
    }

    /** Whether everything is as the statement makes it, and something was not before. */
    private static boolean happened(List<Effect> effects, List<String> before, List<String> now) {
        boolean changed = false;
        for (int i = 0; i < effects.size(); i++) {
            String after = now.get(i);
            boolean differs = !after.equals(before.get(i));
            boolean fits =
                    switch (effects.get(i).change()) {
                        case APPEARS -> !after.equals(ObjectStates.ABSENT);
                        case VANISHES -> after.equals(ObjectStates.ABSENT);
                        case CHANGES -> differs && !after.equals(ObjectStates.ABSENT);
                        case EMPTIES -> after.equals(ObjectStates.EMPTY);
                    };
            if (!fits) {
                return false;
            }
            changed |= differs || after.equals(ObjectStates.EMPTY);
        }
        return changed;
    }

    /** A statement that fails leaves nothing. */
    @Override
    public void cleanUp(SqlStatement statement) {}

    @Override
    public @Nullable String ruin(SqlStatement statement) {
        return null;
    }
}
