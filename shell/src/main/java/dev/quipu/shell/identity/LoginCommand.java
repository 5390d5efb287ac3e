package dev.quipu.shell.identity;

import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.key.KeyFolder;
import dev.quipu.ledger.key.PublicKeyText;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.state.KeyState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.session.LedgerAccess;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Says who acts on this machine, and with which key. */
@Component
class LoginCommand {

    private final LedgerAccess access;
    private final Console console;

    LoginCommand(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(
            name = "login",
            group = "Identities",
            description = "Say who acts on this machine, and with which key; makes one if there is none")
    @Examples({"login ann", "login ben --ssh-key ~/.ssh/id_ed25519", "login ben --ssh-agent SHA256:Xy0…"})
    void login(
            @Argument(index = 0, description = "the actor's id, a pseudonym") String actor,
            @Option(description = "sign with this OpenSSH key, which has no passphrase") @Nullable Path sshKey,
            @Option(description = "sign with the key of this fingerprint in ssh-agent") @Nullable String sshAgent) {
        if (sshKey != null && sshAgent != null) {
            throw CommandFailure.usage("a login has one key", "Give either --ssh-key or --ssh-agent");
        }
        Signer signer = signer(actor, sshKey, sshAgent);
        access.logIn(actor);
        console.message("%s acts here, and signs with %s.".formatted(actor, signer.publicKey()));
        tellRoles(actor, signer.publicKey());
    }

    private Signer signer(String actor, @Nullable Path sshKey, @Nullable String sshAgent) {
        KeyFolder keys = access.keys();
        if (sshKey != null) {
            return keys.use(actor, sshKey);
        }
        return sshAgent != null ? keys.useAgent(actor, sshAgent) : keys.ensure(actor);
    }

    private void tellRoles(String actor, PublicKey key) {
        KeyState known = access.state().authority().key(key);
        if (known == null) {
            console.message("It is not enrolled. An admin lets it in with: key enroll %s --role … --public-key '%s'"
                    .formatted(actor, PublicKeyText.format(key, actor)));
        } else if (!known.isActive()) {
            console.message("It was revoked: make another one elsewhere, or log in with another.");
        } else {
            console.message("Roles: %s."
                    .formatted(known.grants().stream().map(Object::toString).collect(Collectors.joining(" "))));
        }
    }
}
