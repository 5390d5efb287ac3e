package dev.quipu.consumers.importer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Diesel: folders {@code <stamp>_<name>} with {@code up.sql}, {@code down.sql} and {@code metadata.toml}, in the order
 * of their stamps without hyphens.
 */
record DieselSource() implements MigrationSource {

    private static final Pattern FOLDER = Pattern.compile("(\\d[\\d-]*)[_-]?(.*)", Pattern.DOTALL);

    @Override
    public List<Migration> read(SourceFolder folder) {
        List<Stamped> stamped = new ArrayList<>();
        for (String entry : folder.entries()) {
            Matcher matcher = FOLDER.matcher(entry);
            if (!folder.isFile(entry + "/up.sql")) {
                folder.skip(entry);
            } else if (matcher.matches()) {
                stamped.add(new Stamped(matcher.group(1).replace("-", ""), matcher.group(2), entry));
            } else {
                folder.problem(entry, "the name does not begin with a version", "Rename the folder: <version>_<name>.");
            }
        }
        stamped.sort(Comparator.comparing(Stamped::version).thenComparing(Stamped::folder));
        List<Migration> migrations = new ArrayList<>();
        for (Stamped one : stamped) {
            Migration migration = migration(folder, one);
            if (migration != null) {
                migrations.add(migration);
            }
        }
        return migrations;
    }

    private static @Nullable Migration migration(SourceFolder folder, Stamped stamped) {
        Migration.Script up = folder.script(stamped.folder() + "/up.sql");
        Migration.Script down = folder.scriptIfPresent(stamped.folder() + "/down.sql");
        boolean transactional = runsInTransaction(folder, stamped.folder() + "/metadata.toml");
        return up == null
                ? null
                : Migration.of(stamped.version(), stamped.name(), up, down).transactional(transactional);
    }

    private static boolean runsInTransaction(SourceFolder folder, String file) {
        Migration.Script metadata = folder.scriptIfPresent(file);
        if (metadata == null) {
            return true;
        }
        try {
            JsonNode flag = new TomlMapper().readTree(metadata.text()).path("run_in_transaction");
            return !flag.isBoolean() || flag.booleanValue();
        } catch (JacksonException e) {
            folder.problem(file, "not valid TOML: " + e.getOriginalMessage(), "Correct the file.");
            return true;
        }
    }

    private record Stamped(String version, String name, String folder) {}
}
