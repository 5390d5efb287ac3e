package dev.quipu.consumers.importer;

import java.util.List;

/** How one tool lays out its migrations. */
sealed interface MigrationSource
        permits DieselSource, GolangMigrateSource, FlywaySource, GooseSource, DbmateSource, SqitchSource, OrySource {

    /** The folder's migrations in the tool's order; problems and skipped files go to the folder. */
    List<Migration> read(SourceFolder folder);
}
