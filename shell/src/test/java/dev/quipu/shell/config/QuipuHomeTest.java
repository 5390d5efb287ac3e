package dev.quipu.shell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuipuHomeTest {

    @TempDir
    private Path folder;

    @Test
    void liesInTheUsersHomeUnlessTheVariableSaysOtherwise() {
        assertThat(QuipuHome.locate(Map.of(), folder).folder()).isEqualTo(folder.resolve(".quipu"));
        Map<String, String> environment =
                Map.of("QUIPU_HOME", folder.resolve("elsewhere").toString());
        assertThat(QuipuHome.locate(environment, folder).folder()).isEqualTo(folder.resolve("elsewhere"));
    }

    @Test
    void isReadableForItsOwnerOnly() throws IOException {
        QuipuHome home = new QuipuHome(folder.resolve("a/b")).create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void leavesThePermissionsOfAnExistingFolderAlone() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        new QuipuHome(shared).create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void saysWhatToDoWhenAFileIsInTheWay() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new QuipuHome(file.resolve("home")).create())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Set QUIPU_HOME");
    }
}
