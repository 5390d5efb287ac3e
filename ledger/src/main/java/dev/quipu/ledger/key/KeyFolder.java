package dev.quipu.ledger.key;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.file.OwnFiles;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder of keys, one for each actor who signs on this machine: {@code <actor>.key} is a {@link KeyFile}, and
 * {@code <actor>.link} names one elsewhere ({@code file /home/ann/.ssh/id_ed25519}) or in an ssh-agent ({@code agent
 * SHA256:…}). Characters that don't belong in a file's name are percent-encoded. Thread-safe.
 */
public final class KeyFolder implements Keyring {

    private static final String KEY = ".key";
    private static final String LINK = ".link";
    private static final String FILE = "file ";
    private static final String AGENT = "agent ";

    private final Path folder;
    private final @Nullable Path agentSocket;
    private final Map<String, Signer> known = new ConcurrentHashMap<>();

    /**
     * The keys in {@code folder}, which need not be there.
     *
     * @param agentSocket of the ssh-agent, or null if none runs
     */
    public KeyFolder(Path folder, @Nullable Path agentSocket) {
        this.folder = folder;
        this.agentSocket = agentSocket;
    }

    /** Where the key of {@code actor} is or would be written. */
    public Path file(String actor) {
        return folder.resolve(name(actor) + KEY);
    }

    private Path link(String actor) {
        return folder.resolve(name(actor) + LINK);
    }

    private static String name(String actor) {
        String encoded = URLEncoder.encode(actor, StandardCharsets.UTF_8)
                .replace("%3A", ":")
                .replace("%40", "@");
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }

    /**
     * @throws KeyException if there is a key that can't be used
     * @throws SigningException if the key is in an agent that doesn't answer
     */
    @Override
    public @Nullable Signer signer(Actor actor) {
        return signer(actor.id());
    }

    /** The same by the actor's id. */
    public @Nullable Signer signer(String actor) {
        Signer signer = known.get(actor);
        if (signer == null) {
            signer = load(actor);
            if (signer != null) {
                known.put(actor, signer);
            }
        }
        return signer;
    }

    private @Nullable Signer load(String actor) {
        if (Files.exists(file(actor))) {
            return KeyFile.read(file(actor));
        }
        Path link = link(actor);
        if (Files.notExists(link)) {
            return null;
        }
        String text = read(link);
        if (text.startsWith(FILE)) {
            return KeyFile.read(Path.of(text.substring(FILE.length())));
        }
        if (text.startsWith(AGENT)) {
            return agent().signer(text.substring(AGENT.length()));
        }
        throw new KeyException("%s names no key".formatted(link), "Delete it, and log in again: quipu login");
    }

    private static String read(Path link) {
        try {
            return Files.readString(link).strip();
        } catch (IOException e) {
            throw new KeyException("can't read %s: %s".formatted(link, e.getMessage()), "Mend its rights.");
        }
    }

    /**
     * The ssh-agent.
     *
     * @throws KeyException if none runs
     */
    public SshAgent agent() {
        if (agentSocket == null) {
            throw new KeyException("no ssh-agent runs", "Start one (eval $(ssh-agent)) and load the key (ssh-add).");
        }
        return new SshAgent(agentSocket);
    }

    /** The key of {@code actor}, made anew if there is none. */
    public Signer ensure(String actor) {
        Signer there = signer(actor);
        return there == null ? create(actor) : there;
    }

    /**
     * Makes a key.
     *
     * @throws KeyException if {@code actor} has one here
     */
    public PrivateKey create(String actor) {
        if (Files.exists(link(actor))) {
            throw new KeyException("%s uses another key here: %s".formatted(actor, link(actor)), "Delete that first.");
        }
        PrivateKey key = PrivateKey.generate();
        KeyFile.write(file(actor), key);
        known.put(actor, key);
        return key;
    }

    /**
     * From now on {@code actor} signs with a key that is elsewhere.
     *
     * @throws KeyException if it can't be used, or {@code actor} has another here
     */
    public Signer use(String actor, Path keyFile) {
        Signer signer = KeyFile.read(keyFile);
        return link(actor, FILE + keyFile.toAbsolutePath().normalize(), signer);
    }

    /** The same with a key in the ssh-agent. */
    public Signer useAgent(String actor, String fingerprint) {
        return link(actor, AGENT + fingerprint, agent().signer(fingerprint));
    }

    private Signer link(String actor, String text, Signer signer) {
        if (Files.exists(file(actor))) {
            throw new KeyException("%s has a key here: %s".formatted(actor, file(actor)), "Move that away first.");
        }
        try {
            OwnFiles.createFolder(folder);
            Files.writeString(link(actor), text + System.lineSeparator());
        } catch (IOException e) {
            throw new KeyException(
                    "can't write %s: %s".formatted(link(actor), e.getMessage()), "Mend the folder's rights.");
        }
        known.put(actor, signer);
        return signer;
    }
}
