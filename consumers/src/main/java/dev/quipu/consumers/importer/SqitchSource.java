package dev.quipu.consumers.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sqitch: {@code sqitch.plan} with scripts of the same names in {@code deploy}, {@code revert} and {@code verify}. */
record SqitchSource() implements MigrationSource {

    private static final Pattern TOP = Pattern.compile("(?m)^\\s*top_dir\\s*=\\s*(\\S+)\\s*$");

    @Override
    public List<Migration> read(SourceFolder folder) {
        String top = top(folder);
        if (!folder.isFile(top + "sqitch.plan")) {
            folder.problem(top + "sqitch.plan", "there is no plan", "Name the folder that holds sqitch.plan.");
            return List.of();
        }
        Migration.Script plan = folder.script(top + "sqitch.plan");
        List<SqitchPlan.Planned> changes =
                plan == null ? List.of() : SqitchPlan.read(plan, folder).changes();
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            SqitchPlan.Planned change = changes.get(i);
            boolean reworked = changes.subList(i + 1, changes.size()).stream()
                    .anyMatch(later -> later.name().equals(change.name()));
            Migration migration = migration(folder, top, change, reworked);
            if (migration != null) {
                migrations.add(migration);
            }
        }
        return migrations;
    }

    private static String top(SourceFolder folder) {
        Migration.Script conf = folder.scriptIfPresent("sqitch.conf");
        Matcher matcher = TOP.matcher(conf == null ? "" : conf.text());
        return matcher.find() && !matcher.group(1).equals(".") ? matcher.group(1) + "/" : "";
    }

    private static @Nullable Migration migration(
            SourceFolder folder, String top, SqitchPlan.Planned change, boolean reworked) {
        String fileName = fileName(folder, top, change, reworked);
        Migration.Script deploy = folder.script(top + "deploy/" + fileName);
        Migration.Script revert = folder.scriptIfPresent(top + "revert/" + fileName);
        if (deploy == null) {
            return null;
        }
        Migration migration = Migration.of("", change.name(), deploy, revert).planned(change.note(), required(change));
        for (String dependency : change.dependencies()) {
            if (dependency.startsWith("!")) {
                migration = migration.noting("conflicts with " + dependency.substring(1));
            }
        }
        String verify = top + "verify/" + fileName;
        return folder.isFile(verify)
                ? migration.noting("has a verify script, which is not imported: " + verify)
                : migration;
    }

    /** A change that was reworked later keeps its old scripts under its name and a tag that came after it. */
    private static String fileName(SourceFolder folder, String top, SqitchPlan.Planned change, boolean reworked) {
        if (!reworked || change.tags().isEmpty()) {
            return change.name() + ".sql";
        }
        return change.tags().stream()
                .map(tag -> change.name() + tag + ".sql")
                .filter(file -> folder.isFile(top + "deploy/" + file))
                .findFirst()
                .orElse(change.name() + change.tags().getLast() + ".sql");
    }

    /** Names of required changes, without the tags that say which of several reworked ones is meant. */
    private static List<String> required(SqitchPlan.Planned change) {
        return change.dependencies().stream()
                .filter(dependency -> !dependency.startsWith("!") && !dependency.startsWith("@"))
                .map(dependency -> dependency.replaceFirst("(?<=.)@.*", ""))
                .toList();
    }
}
