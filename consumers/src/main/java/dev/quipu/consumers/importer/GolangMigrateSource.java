package dev.quipu.consumers.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** golang-migrate: {@code <version>_<title>.{up,down}.sql}, in numeric order. */
record GolangMigrateSource() implements MigrationSource {

    private static final Pattern FILE = Pattern.compile("(\\d+)_(.*)\\.(up|down)\\.sql", Pattern.DOTALL);

    @Override
    public List<Migration> read(SourceFolder folder) {
        Versions<Matcher> ups = new Versions<>(folder);
        Versions<Matcher> downs = new Versions<>(folder);
        for (String entry : folder.entries()) {
            Matcher matcher = FILE.matcher(entry);
            if (matcher.matches()) {
                (matcher.group(3).equals("up") ? ups : downs).add(matcher.group(1), entry, matcher);
            } else {
                folder.skip(entry);
            }
        }
        List<Migration> migrations = new ArrayList<>();
        for (Matcher matcher : ups.inOrder()) {
            String version = matcher.group(1);
            Migration.Script up = folder.script(matcher.group());
            Matcher reverse = downs.get(version);
            Migration.Script down = reverse == null ? null : folder.script(reverse.group());
            if (up != null) {
                migrations.add(Migration.of(version, matcher.group(2), up, down));
            }
        }
        for (Matcher matcher : downs.inOrder()) {
            if (ups.get(matcher.group(1)) == null) {
                folder.problem(matcher.group(), "a reverse without its up.sql", "Add the up.sql or remove this file.");
            }
        }
        return migrations;
    }
}
