package dev.quipu.consumers.dialect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a statement of MySQL or MariaDB does to the schema, as far as its words tell. Immutable.
 *
 * @param isKnown whether {@code effects} are all that it does; if not, nobody can tell by them
 * @param isHarmless whether running it again does no harm when it has no effect that shows
 * @param effects on single objects
 */
public record MysqlDdl(boolean isKnown, boolean isHarmless, List<Effect> effects) {

    private static final MysqlDdl UNKNOWN = new MysqlDdl(false, false, List.of());
    private static final MysqlDdl UPKEEP = new MysqlDdl(true, true, List.of());
    private static final Set<String> MOVES_ROWS = Set.of("EXCHANGE", "TRUNCATE", "DISCARD", "IMPORT", "CONVERT");

    /** Copies the list. */
    public MysqlDdl {
        effects = List.copyOf(effects);
    }

    /** What happens to an object. */
    public enum Change {
        /** It is there afterwards. */
        APPEARS,
        /** It is not there afterwards. */
        VANISHES,
        /** It is another one afterwards. */
        CHANGES,
        /** It has no rows afterwards. */
        EMPTIES
    }

    /** What is changed. */
    public enum Kind {
        /** Also views and sequences. */
        TABLE,
        PROCEDURE,
        FUNCTION,
        TRIGGER,
        EVENT,
        DATABASE
    }

    /**
     * An effect on one object.
     *
     * @param name as written in the statement
     */
    public record Effect(Change change, Kind kind, String name) {}

    /** The effects of {@code statement}. */
    public static MysqlDdl of(SqlStatement statement) {
        DdlWords words = DdlWords.of(statement);
        return switch (words.next()) {
            case "CREATE" -> create(words);
            case "DROP" -> drop(words);
            case "ALTER" -> alter(words);
            case "RENAME" -> words.skip("TABLE") || words.skip("TABLES") ? rename(words) : UNKNOWN;
            case "TRUNCATE" -> {
                words.skip("TABLE");
                yield new MysqlDdl(true, false, List.of(new Effect(Change.EMPTIES, Kind.TABLE, words.name())));
            }
            case "ANALYZE", "CHECK", "OPTIMIZE", "REPAIR", "FLUSH", "GRANT", "CACHE", "LOAD" -> UPKEEP;
            default -> UNKNOWN;
        };
    }

    private static MysqlDdl create(DdlWords words) {
        boolean replaces = words.skip("OR", "REPLACE");
        String kind = words.nextKind();
        if (kind.equals("INDEX")) {
            words.skipTo("ON");
            return changed(Kind.TABLE, words.name());
        }
        if (kind.isEmpty() || (kind.equals("FUNCTION") && words.contains("SONAME"))) {
            return UNKNOWN;
        }
        words.skip("IF", "NOT", "EXISTS");
        Effect effect = new Effect(replaces ? Change.CHANGES : Change.APPEARS, kind(kind), words.name());
        return new MysqlDdl(true, !(replaces && kind.equals("TABLE")), List.of(effect));
    }

    private static MysqlDdl drop(DdlWords words) {
        String kind = words.nextKind();
        if (kind.equals("INDEX")) {
            words.skipTo("ON");
            return changed(Kind.TABLE, words.name());
        }
        if (kind.isEmpty()) {
            return UNKNOWN;
        }
        words.skip("IF", "EXISTS");
        List<Effect> effects = new ArrayList<>();
        do {
            effects.add(new Effect(Change.VANISHES, kind(kind), words.name()));
        } while (words.skip(","));
        return new MysqlDdl(true, true, effects);
    }

    private static MysqlDdl alter(DdlWords words) {
        String kind = words.nextKind();
        if (kind.isEmpty() || kind.equals("INDEX")) {
            return UNKNOWN;
        }
        words.skip("IF", "EXISTS");
        String name = words.name();
        boolean unnamed = kind(kind) == Kind.DATABASE && words.contains("=");
        if (unnamed || (kind.equals("TABLE") && MOVES_ROWS.stream().anyMatch(words::contains))) {
            return UNKNOWN;
        }
        String renamed = words.renamed();
        return renamed.isEmpty()
                ? changed(kind(kind), name)
                : new MysqlDdl(
                        true,
                        true,
                        List.of(
                                new Effect(Change.VANISHES, kind(kind), name),
                                new Effect(Change.APPEARS, kind(kind), renamed)));
    }

    /** Tables that swap their names look as before if they are alike, and must not be swapped again. */
    private static MysqlDdl rename(DdlWords words) {
        words.skip("IF", "EXISTS");
        Set<String> from = new LinkedHashSet<>();
        Set<String> to = new LinkedHashSet<>();
        do {
            from.add(words.name());
            words.skipTo("TO");
            to.add(words.name());
        } while (words.skip(","));
        List<Effect> effects = new ArrayList<>();
        from.forEach(name ->
                effects.add(new Effect(to.contains(name) ? Change.CHANGES : Change.VANISHES, Kind.TABLE, name)));
        to.stream()
                .filter(name -> !from.contains(name))
                .forEach(name -> effects.add(new Effect(Change.APPEARS, Kind.TABLE, name)));
        boolean swaps = effects.stream().anyMatch(effect -> effect.change() == Change.CHANGES);
        return new MysqlDdl(true, !swaps, effects);
    }

    private static MysqlDdl changed(Kind kind, String name) {
        return new MysqlDdl(true, true, List.of(new Effect(Change.CHANGES, kind, name)));
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "PROCEDURE" -> Kind.PROCEDURE;
            case "FUNCTION" -> Kind.FUNCTION;
            case "TRIGGER" -> Kind.TRIGGER;
            case "EVENT" -> Kind.EVENT;
            case "DATABASE", "SCHEMA" -> Kind.DATABASE;
            default -> Kind.TABLE;
        };
    }
}
