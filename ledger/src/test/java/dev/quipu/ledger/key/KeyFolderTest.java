package dev.quipu.ledger.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void hasAKeyForEachActor() {
        KeyFolder keys = new KeyFolder(folder, null);
        Actor agent = Actor.agentOf(TargetId.parse("orders@eu-1"));
        PublicKey made = keys.ensure(agent.id()).publicKey();

        assertThat(folder.resolve("agent:orders@eu-1.key")).exists();
        assertThat(new KeyFolder(folder, null).signer(agent))
                .extracting(Signer::publicKey)
                .isEqualTo(made);
        assertThat(keys.ensure(agent.id()).publicKey()).isEqualTo(made);
        assertThat(keys.signer(new Actor("ann", ActorKind.HUMAN))).isNull();
    }

    @Test
    void noIdLeadsOutOfIt() throws IOException {
        KeyFolder keys = new KeyFolder(folder.resolve("keys"), null);
        for (String id : List.of("../evil", "/etc/evil", "..", ".", "a/b", "a\\b", "ünï", "a b", "%2e")) {
            keys.create(id);
            assertThat(keys.file(id).normalize().getParent()).isEqualTo(folder.resolve("keys"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
            assertThat(files).hasSize(9);
        }
    }

    @Test
    void leadsToAKeyElsewhere() {
        PrivateKey key = PrivateKey.generate();
        KeyFile.write(folder.resolve("mine.key"), key);
        new KeyFolder(folder.resolve("keys"), null).use("ann", folder.resolve("mine.key"));

        assertThat(new KeyFolder(folder.resolve("keys"), null).signer("ann"))
                .extracting(Signer::publicKey)
                .isEqualTo(key.publicKey());
        assertThatThrownBy(() -> new KeyFolder(folder.resolve("keys"), null).create("ann"))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void leadsToAKeyInAnAgent() throws Exception {
        PrivateKey key = PrivateKey.generate();
        try (SshAgentServer agent = SshAgentServer.with(folder.resolve("socket"), key)) {
            String fingerprint = key.publicKey().fingerprint();
            new KeyFolder(folder, agent.socket()).useAgent("ann", fingerprint);
            Signer signer = new KeyFolder(folder, agent.socket()).signer("ann");

            assertThat(signer).isNotNull();
            assertThat(signer.publicKey()).isEqualTo(key.publicKey());
            assertThat(Ed25519.verify(key.publicKey(), MESSAGE, signer.sign(MESSAGE)))
                    .isTrue();
            assertThatThrownBy(() -> new KeyFolder(folder, agent.socket()).useAgent("ben", "SHA256:other"))
                    .isInstanceOf(SigningException.class)
                    .hasMessageContaining("has no Ed25519 key SHA256:other");
        }
        assertThatThrownBy(() -> new KeyFolder(folder, folder.resolve("socket")).signer("ann"))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("doesn't answer");
        assertThatThrownBy(() -> new KeyFolder(folder, null).signer("ann"))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("no ssh-agent runs");
    }
}
