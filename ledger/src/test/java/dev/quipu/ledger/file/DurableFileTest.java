package dev.quipu.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files, of which some are never written again. */
class DurableFileTest {

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void replacesWhatIsThere() throws IOException {
        Path file = folder.resolve("file");
        DurableFile.replace(file, bytes("one"));
        DurableFile.replace(file, bytes("two"));

        assertThat(file).hasContent("two");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void createsAndNeverOverwrites() throws IOException {
        Path file = folder.resolve("file");

        assertThat(DurableFile.create(file, bytes("one"))).isTrue();
        assertThat(DurableFile.create(file, bytes("two"))).isFalse();
        assertThat(file).hasContent("one");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void othersMayReadWhatTheirSystemLetsThem() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "");
        Path file = folder.resolve("file");
        DurableFile.create(file, bytes("one"));

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }
}
