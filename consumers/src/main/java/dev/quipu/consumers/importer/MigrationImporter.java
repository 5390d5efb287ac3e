package dev.quipu.consumers.importer;

import dev.quipu.consumers.dialect.ScriptCheck;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.change.Problem;
import dev.quipu.ledger.event.ServiceName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Imports other tools' migration folders: order, names, reverses and transaction flags are kept. */
public final class MigrationImporter {

    private MigrationImporter() {}

    /**
     * Reads the migrations in {@code dir}. Never fails: what can't be read is a problem of the result.
     *
     * @param dialect of the service's databases, such as {@code postgresql}; picks among files for several
     * @param firstNumber the number of the first change, at least 1
     */
    public static ImportResult importFrom(
            Path dir, MigrationKind kind, ServiceName service, String dialect, int firstNumber) {
        SourceFolder folder = new SourceFolder(dir, dialect);
        List<Migration> migrations = kind.source().read(folder);
        if (migrations.isEmpty()) {
            folder.problem("", "no %s migrations here".formatted(kind.label()), "Name the folder that holds them.");
        }
        ChangeAssembler assembler = new ChangeAssembler(kind, service, dialect, firstNumber);
        List<ChangeFile> changes = new ArrayList<>();
        for (Migration migration : migrations) {
            ChangeFile change = assembler.assemble(migration);
            List<Problem> problems = check(change, migration, dialect);
            problems.forEach(folder::problem);
            if (problems.isEmpty()) {
                changes.add(change);
            }
        }
        return new ImportResult(changes, folder.problems(), folder.skipped());
    }

    private static List<Problem> check(ChangeFile change, Migration migration, String dialect) {
        String file = migration.up().file();
        int size = ChangeFileWriter.write(change).getBytes(StandardCharsets.UTF_8).length;
        if (size > ChangeFile.MAX_BYTES) {
            String message = "as a change it has %,d bytes, more than %,d".formatted(size, ChangeFile.MAX_BYTES);
            return List.of(new Problem(file, 0, message, "Load its data from outside a change file."));
        }
        return ScriptCheck.problems(change, dialect, file);
    }
}
