package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class GooseImportTest extends ImportTest {

    GooseImportTest() {
        super(MigrationKind.GOOSE);
    }

    @Test
    void readsAnnotations() {
        file("20200101000000_late.sql", """
            -- +goose NO TRANSACTION
            -- +goose up
            CREATE INDEX CONCURRENTLY i ON t (a);
            """);
        file("00001_first.sql", """
            -- a remark that belongs to nobody
            -- +goose Up
            -- +goose StatementBegin
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$
            -- +goose StatementEnd
            SELECT f();
            -- +goose Down
            DROP FUNCTION f();
            """);
        file("notes.txt", "");

        List<ChangeFile> changes = changes();

        assertThat(changes).extracting(ChangeFile::name).containsExactly("first", "late");
        assertThat(step(changes.getFirst()).sql()).isEqualTo("""
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$
            ;
            SELECT f();
            """);
        assertThat(step(changes.getFirst()).rollback()).isEqualTo("DROP FUNCTION f();\n");
        assertThat(step(changes.getFirst()).transactional()).isTrue();
        assertThat(step(changes.getLast()).transactional()).isFalse();
        assertThat(changes.getLast().irreversible()).isEqualTo("goose has no reverse of 20200101000000_late.sql");
        assertThat(changes.getFirst().notes()).containsExactly("goose version 00001", "from 00001_first.sql");
    }

    @Test
    void reportsWhatItCannotRead() {
        file("1_a.sql", "SELECT 1");
        file("2_b.sql", "-- +goose Up\n-- +goose ENVSUB ON\nSELECT 1");
        file("3_c.go", "package x");
        file("3_c_test.go", "package x");

        assertThat(problems())
                .contains(
                        "1_a.sql: there is no '-- +goose Up'. Add it before the first statement.",
                        "2_b.sql:2: goose annotation 'ENVSUB ON' can't be imported. Write the migration without it.",
                        "3_c.go: a migration written in Go. Write it as SQL, or as a change of its own.")
                .last()
                .asString()
                .endsWith("no goose migrations here. Name the folder that holds them.");
    }
}
