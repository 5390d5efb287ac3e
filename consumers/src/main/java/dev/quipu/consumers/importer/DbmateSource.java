package dev.quipu.consumers.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * dbmate: {@code <version>_<name>.sql} with {@code -- migrate:up} and {@code -- migrate:down}, in the order of the file
 * names.
 */
record DbmateSource() implements MigrationSource {

    private static final Pattern FILE = Pattern.compile("(\\d+)_?(.*)\\.sql", Pattern.DOTALL);
    private static final Pattern UP = marker("up");
    private static final Pattern DOWN = marker("down");
    private static final Pattern NO_TRANSACTION = Pattern.compile("transaction\\s*:\\s*false");

    private static Pattern marker(String direction) {
        return Pattern.compile("(?m)^[ \\t]*--[ \\t]*migrate:" + direction + "\\b([^\\r\\n]*)\\r?\\n?");
    }

    @Override
    public List<Migration> read(SourceFolder folder) {
        List<Migration> migrations = new ArrayList<>();
        for (String entry : folder.entries()) {
            Matcher matcher = FILE.matcher(entry);
            if (!matcher.matches()) {
                folder.skip(entry);
                continue;
            }
            Migration.Script file = folder.script(entry);
            Migration migration = file == null ? null : migration(folder, matcher, file);
            if (migration != null) {
                migrations.add(migration);
            }
        }
        return migrations;
    }

    private static @Nullable Migration migration(SourceFolder folder, Matcher name, Migration.Script file) {
        Matcher up = UP.matcher(file.text());
        Matcher down = DOWN.matcher(file.text());
        if (!up.find()) {
            folder.problem(file.file(), "there is no '-- migrate:up'", "Add it before the first statement.");
            return null;
        }
        boolean reversible = down.find(up.end());
        int upEnd = reversible ? down.start() : file.text().length();
        String reverse = reversible ? file.text().substring(down.end()) : null;
        boolean transactional = isTransactional(up) && !(reversible && !isTransactional(down));
        return Migration.of(
                        name.group(1),
                        name.group(2),
                        new Migration.Script(file.file(), file.text().substring(up.end(), upEnd)),
                        reverse == null ? null : new Migration.Script(file.file(), reverse))
                .transactional(transactional);
    }

    private static boolean isTransactional(Matcher marker) {
        return !NO_TRANSACTION.matcher(marker.group(1)).find();
    }
}
