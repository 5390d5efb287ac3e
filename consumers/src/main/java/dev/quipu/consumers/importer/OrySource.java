package dev.quipu.consumers.importer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ory's popx: {@code <version>_<name>[.<dialect>][.autocommit].{up,down}.sql}. A dialect's own file replaces the one
 * for all dialects.
 */
record OrySource() implements MigrationSource {

    private static final Pattern FILE = Pattern.compile(
            "(\\d+)_(.+?)(?:\\.(postgres|mysql|mariadb|sqlite3?|cockroach))?(\\.autocommit)?\\.(up|down)\\.sql",
            Pattern.DOTALL);

    @Override
    public List<Migration> read(SourceFolder folder) {
        Map<String, Variants> versions = new TreeMap<>();
        for (String entry : folder.entries()) {
            Matcher matcher = FILE.matcher(entry);
            if (!matcher.matches()) {
                folder.skip(entry);
            } else if (!applies(matcher.group(3), folder.dialect())) {
                folder.skip(entry);
            } else {
                versions.computeIfAbsent(matcher.group(1), version -> new Variants())
                        .add(variant(matcher));
            }
        }
        List<Migration> migrations = new ArrayList<>();
        versions.forEach((version, variants) -> {
            Migration migration = migration(folder, version, variants);
            if (migration != null) {
                migrations.add(migration);
            }
        });
        return migrations;
    }

    private static boolean applies(@Nullable String suffix, String dialect) {
        return suffix == null
                || switch (dialect) {
                    case "postgresql" -> suffix.equals("postgres");
                    case "sqlite" -> suffix.startsWith("sqlite");
                    case "mariadb" -> suffix.equals("mariadb") || suffix.equals("mysql");
                    default -> suffix.equals(dialect);
                };
    }

    private static Variant variant(Matcher matcher) {
        return new Variant(
                matcher.group(),
                matcher.group(2),
                matcher.group(3) != null,
                matcher.group(4) != null,
                matcher.group(5).equals("up"));
    }

    private static @Nullable Migration migration(SourceFolder folder, String version, Variants variants) {
        Variant up = variants.get(true);
        Variant down = variants.get(false);
        if (up == null) {
            if (down != null) {
                folder.skip(down.file());
            }
            return null;
        }
        Migration.Script upScript = folder.script(up.file());
        Migration.Script downScript = down == null ? null : folder.script(down.file());
        boolean autocommit = up.autocommit() || (down != null && down.autocommit());
        return upScript == null
                ? null
                : Migration.of(version, up.name(), upScript, downScript).transactional(!autocommit);
    }

    private record Variant(String file, String name, boolean specific, boolean autocommit, boolean up) {}

    /** The files of one version that this dialect could use. */
    private static final class Variants {

        private final Map<Boolean, Variant> best = new HashMap<>();

        void add(Variant variant) {
            best.merge(variant.up(), variant, (old, other) -> other.specific() ? other : old);
        }

        @Nullable
        Variant get(boolean up) {
            return best.get(up);
        }
    }
}
