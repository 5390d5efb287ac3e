package dev.quipu.ledger.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeFolderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsAllChangeFilesByNumber() throws IOException {
        write("b.yml", 2, "two");
        write("0010-ten.yaml", 10, "ten");
        write("9-nine.yaml", 9, "nine");
        Files.writeString(folder.resolve("README.md"), "not a change");
        Files.createDirectory(folder.resolve("sub.yaml"));

        ChangeFolder read = ChangeFolder.read(folder);

        assertThat(read.problems()).isEmpty();
        assertThat(read.changes()).extracting(change -> change.file().name()).containsExactly("two", "nine", "ten");
    }

    @Test
    void readsASingleFile() throws IOException {
        write("0001-one.yaml", 1, "one");

        assertThat(ChangeFolder.read(folder.resolve("0001-one.yaml")).changes()).hasSize(1);
    }

    @Test
    void reportsDuplicatesAndGoesOn() throws IOException {
        write("a.yaml", 1, "one");
        write("b.yaml", 1, "other");
        write("c.yaml", 3, "one");
        Files.writeString(folder.resolve("d.yaml"), "number: x");

        ChangeFolder read = ChangeFolder.read(folder);

        assertThat(read.changes()).extracting(ParsedChange.Valid::fileName).containsExactly("a.yaml");
        assertThat(read.problems())
                .extracting(Problem::toString)
                .contains(
                        "b.yaml: number 1 of service orders is also that of a.yaml. Give one of the two another.",
                        "c.yaml: name 'one' of service orders is also that of a.yaml. Give one of the two another.")
                .anyMatch(problem -> problem.startsWith("d.yaml:1: number 'x'"));
    }

    @Test
    void reportsAMissingPath() {
        assertThat(ChangeFolder.read(folder.resolve("nowhere")).problems())
                .singleElement()
                .asString()
                .endsWith("nowhere: there is no such file or folder. Check the path and its permissions.");
    }

    private void write(String fileName, int number, String name) throws IOException {
        String yaml = ChangeFiles.SMALL
                .replace("number: 7", "number: " + number)
                .replace("name: add-currency", "name: " + name);
        Files.writeString(folder.resolve(fileName), yaml);
    }
}
