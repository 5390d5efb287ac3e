package dev.quipu.shell.identity;

import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.key.PublicKeyText;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.state.KeyState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about who may write what into the ledger. */
@Component
class KeyCommands {

    private static final List<Grant> PERSON = List.of(
            Grant.everywhere(Role.AUTHOR),
            Grant.everywhere(Role.APPROVER),
            Grant.everywhere(Role.OPERATOR),
            Grant.everywhere(Role.ADMIN));

    private final LedgerAccess access;
    private final Console console;

    KeyCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(
            name = "key create",
            group = "Identities",
            description = "Make a key on this machine, for whoever acts here")
    @Examples({"key create agent:orders@eu-1", "key create conductor"})
    void create(@Argument(index = 0, description = "the actor's id") String actor) {
        PublicKey key = access.keys().create(actor).publicKey();
        console.text(PublicKeyText.format(key, actor));
        console.message("Wrote %s. An admin enrols it with: key enroll %s --role … --public-key '%s'"
                .formatted(access.keys().file(actor), actor, PublicKeyText.format(key, actor)));
    }

    @Command(
            name = "key enroll",
            group = "Identities",
            description = "Let a key sign for an actor, in these roles and no others")
    @Examples({
        "key enroll ben --role author --role approver:service:orders --public-key 'ssh-ed25519 AAAA… ben'",
        "key enroll agent:orders@eu-1 --kind agent --role agent:target:orders@eu-1 --public-key agent.pub",
        "key enroll ci --kind agent --role author --owner ann --public-key ci.pub"
    })
    void enroll(
            @Argument(index = 0, description = "the actor's id") String actor,
            @Option(
                            description = "author, approver, operator, agent, conductor, notary, auditor or admin;"
                                    + " :service:NAME, :label:KEY=VALUE or :target:ID after it limits it; may be"
                                    + " repeated")
                    List<Grant> role,
            @Option(description = "the line of a .pub file, or the file; without it, the actor's key on this machine")
                    @Nullable
                    String publicKey,
            @Option(description = "human, agent or conductor", defaultValue = "human") ActorKind kind,
            @Option(description = "the actor who answers for a key that is no person's") @Nullable String owner) {
        LedgerState state = access.state();
        PublicKey key = publicKey == null ? here(actor) : read(publicKey);
        List<Grant> grants = role.isEmpty() && !state.authority().isFounded() ? PERSON : role;
        access.submit(dev.quipu.ledger.decide.Command.of(new KeyEnrolled(actor, kind, key, grants, owner), key));
        console.message("%s signs with %s, as %s.".formatted(actor, key, text(grants)));
    }

    private PublicKey here(String actor) {
        Signer signer = access.keys().signer(actor);
        if (signer == null && !actor.equals(access.actor().id())) {
            throw CommandFailure.usage(
                    "there is no key of %s on this machine".formatted(actor),
                    "Name it: --public-key, or make it here: key create " + actor);
        }
        return (signer == null ? access.keys().create(actor) : signer).publicKey();
    }

    private static PublicKey read(String text) {
        try {
            Path file = text.startsWith("ssh-") ? null : Path.of(text);
            return PublicKeyText.parse(file == null ? text : Files.readString(file));
        } catch (IOException e) {
            throw CommandFailure.usage("can't read the public key %s".formatted(text), "Name a .pub file, or its line");
        }
    }

    @Command(
            name = "key revoke",
            group = "Identities",
            description = "Let a key sign nothing more; what it has signed stands")
    @Examples({"key revoke ben --reason 'left the team'", "key revoke SHA256:Xy0… --reason 'laptop stolen'"})
    void revoke(
            @Argument(index = 0, description = "the actor, or the key's fingerprint or the beginning of it")
                    @CompletedBy("keyNames")
                    String key,
            @Option(description = "why", required = true) String reason) {
        List<KeyState> keys = access.state().authority().keys().values().stream()
                .filter(KeyState::isActive)
                .filter(known -> known.actor().id().equals(key)
                        || (key.length() > 10 && known.key().fingerprint().startsWith(key)))
                .toList();
        if (keys.isEmpty()) {
            throw CommandFailure.usage("no key of %s is in force".formatted(key), "See which are: key list");
        }
        if (keys.size() > 1) {
            throw CommandFailure.usage(
                    "%s has %d keys".formatted(key, keys.size()), "Name one by its fingerprint; see them: key list");
        }
        KeyState revoked = keys.getFirst();
        console.confirm("Revoke %s of %s?".formatted(revoked.key(), revoked.actor()));
        access.submit(dev.quipu.ledger.decide.Command.of(new KeyRevoked(revoked.key(), reason), revoked.key()));
        console.message("Revoked %s of %s.".formatted(revoked.key(), revoked.actor()));
    }

    @Command(name = "key list", group = "Identities", description = "List keys, whose they are and what they may do")
    @Examples({"key list", "key list --all --output json"})
    void list(@Option(description = "revoked ones too") boolean all) {
        List<KeyState> keys = access.state().authority().keys().values().stream()
                .filter(key -> all || key.isActive())
                .sorted(Comparator.comparing((KeyState key) -> key.actor().id())
                        .thenComparingLong(key -> key.enrolled().number()))
                .toList();
        console.print(Listing.of(
                        keys,
                        Column.of("actor", KeyState::actor),
                        Column.of("kind", key -> key.actor().kind()),
                        Column.of("roles", key -> text(key.grants())),
                        Column.of("owner", KeyState::owner),
                        Column.of("key", KeyState::key),
                        Column.of("enrolledAt", key -> key.enrolled().at()),
                        Column.<KeyState>of(
                                        "revokedAt",
                                        key -> key.revoked() == null
                                                ? null
                                                : key.revoked().at())
                                .toned(key -> key.isActive() ? Tone.PLAIN : Tone.MUTED))
                .orElse("The ledger has no identities: it believes everybody. Found them: key enroll "
                        + access.actor()));
    }

    private static String text(List<Grant> grants) {
        return grants.stream().map(Grant::toString).collect(Collectors.joining(" "));
    }
}
