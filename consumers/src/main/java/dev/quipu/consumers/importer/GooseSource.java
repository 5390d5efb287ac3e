package dev.quipu.consumers.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** goose: {@code <version>_<name>.sql} with {@code -- +goose} annotations, in numeric order. */
record GooseSource() implements MigrationSource {

    private static final Pattern FILE = Pattern.compile("(\\d+)_(.*)\\.(sql|go)", Pattern.DOTALL);

    @Override
    public List<Migration> read(SourceFolder folder) {
        Versions<Matcher> versions = new Versions<>(folder);
        for (String entry : folder.entries()) {
            Matcher matcher = FILE.matcher(entry);
            if (!matcher.matches() || entry.endsWith("_test.go")) {
                folder.skip(entry);
            } else if (matcher.group(3).equals("go")) {
                folder.problem(entry, "a migration written in Go", "Write it as SQL, or as a change of its own.");
            } else {
                versions.add(matcher.group(1), entry, matcher);
            }
        }
        List<Migration> migrations = new ArrayList<>();
        for (Matcher matcher : versions.inOrder()) {
            Migration migration = migration(folder, matcher);
            if (migration != null) {
                migrations.add(migration);
            }
        }
        return migrations;
    }

    private static @Nullable Migration migration(SourceFolder folder, Matcher matcher) {
        Migration.Script file = folder.script(matcher.group());
        GooseFile parts = file == null ? null : GooseFile.read(file, folder);
        if (file == null || parts == null) {
            return null;
        }
        Migration.Script up = new Migration.Script(file.file(), parts.up());
        Migration.Script down = parts.down() == null ? null : new Migration.Script(file.file(), parts.down());
        return Migration.of(matcher.group(1), matcher.group(2), up, down).transactional(parts.transactional());
    }
}
