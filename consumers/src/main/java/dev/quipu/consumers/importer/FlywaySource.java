package dev.quipu.consumers.importer;

import dev.quipu.ledger.change.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Flyway: {@code V<version>__<description>.sql}, its undo {@code U…}, and repeatable {@code R__<description>.sql}, in
 * all sub-folders except those that are named after another vendor.
 */
record FlywaySource() implements MigrationSource {

    private static final Pattern FILE =
            Pattern.compile("(?:([VU])([0-9][0-9._]*?)|(R))(?:__(.*))?\\.sql", Pattern.DOTALL);
    private static final Pattern UNREADABLE = Pattern.compile("(?:[VUB][0-9][^/]*|R__[^/]*)\\.(?:java|class|kt|sql)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}\\n]*}");
    private static final Set<String> VENDORS = Set.of(
            "postgresql", "mysql", "mariadb", "sqlite", "cockroachdb", "h2", "oracle", "sqlserver", "db2", "derby");

    @Override
    public List<Migration> read(SourceFolder folder) {
        TreeMap<FlywayVersion, Named> versioned = new TreeMap<>();
        Map<FlywayVersion, String> undos = new HashMap<>();
        List<Named> repeatable = new ArrayList<>();
        for (String path : folder.tree()) {
            Matcher matcher = FILE.matcher(path.substring(path.lastIndexOf('/') + 1));
            if (folder.isFolder(path) || path.endsWith(".sql.conf")) {
                continue;
            }
            if (isOtherVendors(path, folder.dialect())) {
                folder.skip(path);
            } else if (!matcher.matches()) {
                other(folder, path);
            } else if (matcher.group(3) != null) {
                repeatable.add(new Named("", described(matcher), path));
            } else if (matcher.group(1).equals("U")) {
                undos.put(FlywayVersion.parse(matcher.group(2)), path);
            } else {
                addVersioned(folder, versioned, new Named(matcher.group(2), described(matcher), path));
            }
        }
        List<Migration> migrations = new ArrayList<>();
        versioned.forEach((version, named) -> add(folder, migrations, named, undos.remove(version)));
        undos.values().stream().sorted().forEach(path -> lonely(folder, path));
        repeatable.sort(Comparator.comparing(Named::description));
        repeatable.forEach(named -> add(folder, migrations, named, null));
        return migrations;
    }

    private static String described(Matcher matcher) {
        return matcher.group(4) == null ? "" : matcher.group(4);
    }

    private static boolean isOtherVendors(String path, String dialect) {
        String own = dialect.equals("cockroach") ? "cockroachdb" : dialect;
        List<String> segments = List.of(path.split("/"));
        return segments.subList(0, segments.size() - 1).stream()
                .anyMatch(segment -> VENDORS.contains(segment) && !segment.equals(own));
    }

    private static void other(SourceFolder folder, String path) {
        if (UNREADABLE.matcher(path.substring(path.lastIndexOf('/') + 1)).matches()) {
            String fix = "Write it as SQL named V<version>__<description>.sql.";
            folder.problem(path, "a baseline, a migration in code, or a name Flyway would refuse", fix);
        } else {
            folder.skip(path);
        }
    }

    private static void addVersioned(SourceFolder folder, Map<FlywayVersion, Named> versioned, Named named) {
        Named first = versioned.putIfAbsent(FlywayVersion.parse(named.version()), named);
        if (first != null) {
            String message = "version %s is also that of %s".formatted(named.version(), first.path());
            folder.problem(named.path(), message, "Give one of the two another version.");
        }
    }

    private static void lonely(SourceFolder folder, String path) {
        folder.problem(path, "an undo of a version that is not here", "Add its migration or remove this file.");
    }

    private static void add(SourceFolder folder, List<Migration> migrations, Named named, @Nullable String undo) {
        Migration.Script up = folder.script(named.path());
        Migration.Script down = undo == null ? null : folder.script(undo);
        Properties settings = settings(folder, named.path());
        if (up == null
                || hasPlaceholders(folder, up, settings)
                || (down != null && hasPlaceholders(folder, down, settings))) {
            return;
        }
        boolean transactional = !"false".equalsIgnoreCase(settings.getProperty("executeInTransaction"));
        Migration migration =
                Migration.of(named.version(), named.description(), up, down).transactional(transactional);
        migrations.add(
                named.version().isEmpty()
                        ? migration.noting(
                                "repeatable in Flyway, which runs it again whenever it changes; here it runs once")
                        : migration);
    }

    private static Properties settings(SourceFolder folder, String path) {
        Properties properties = new Properties();
        Migration.Script conf = folder.scriptIfPresent(path + ".conf");
        if (conf != null) {
            try {
                properties.load(new StringReader(conf.text()));
            } catch (IOException | IllegalArgumentException e) {
                folder.problem(conf.file(), "not a properties file", "Correct the file.");
            }
        }
        return properties;
    }

    private static boolean hasPlaceholders(SourceFolder folder, Migration.Script script, Properties settings) {
        Matcher matcher = PLACEHOLDER.matcher(script.text());
        if ("false".equalsIgnoreCase(settings.getProperty("placeholderReplacement")) || !matcher.find()) {
            return false;
        }
        int line = 1
                + (int) script.text()
                        .substring(0, matcher.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        String message = "the value of placeholder %s is not known".formatted(matcher.group());
        folder.problem(new Problem(script.file(), line, message, "Write the value into the file before importing."));
        return true;
    }

    private record Named(String version, String description, String path) {}
}
