package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.dialect.StatementRules;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the units that are done have made in the session of an agent that died: variables, prepared statements,
 * temporary tables. A later unit that mentions one of them would find nothing, or something else. For one thread.
 */
final class LostNames {

    private final Set<String> lost = new HashSet<>();

    /** The unit is done, in another session. */
    void add(ScriptPart part) {
        part.unit().statements().forEach(statement -> names(part.unit().rules(), statement)
                .forEach(lost::add));
    }

    /** A name that the unit needs and that is lost; null if it can be run. What it makes anew is there again. */
    @Nullable
    String neededBy(ScriptPart part) {
        for (SqlStatement statement : part.unit().statements()) {
            Set<String> made =
                    new HashSet<>(names(part.unit().rules(), statement).toList());
            List<String> mentioned =
                    statement.words().stream().map(LostNames::plain).toList();
            for (String name : lost) {
                long uses = mentioned.stream().filter(name::equals).count() - (made.contains(name) ? 1 : 0);
                if (uses > 0) {
                    return name;
                }
            }
            lost.removeAll(made);
        }
        return null;
    }

    private static Stream<String> names(StatementRules rules, SqlStatement statement) {
        return rules.sessionNames(statement).stream().map(LostNames::plain);
    }

    private static String plain(String word) {
        return word.replace("`", "").toUpperCase(Locale.ROOT);
    }
}
