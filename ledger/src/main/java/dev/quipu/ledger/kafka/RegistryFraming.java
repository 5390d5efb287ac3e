package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.schemas.EntrySchemas;
import dev.quipu.schemas.registry.Compatibility;
import dev.quipu.schemas.registry.RegistryException;
import dev.quipu.schemas.registry.RegistrySettings;
import dev.quipu.schemas.registry.SchemaRegistry;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Frames a writer's entries for a schema registry. Before the first one, the schema is registered and the ledger is
 * told what its id stands for; from then on the registry isn't needed any more (docs/decisions/0009). Thread-safe.
 */
final class RegistryFraming implements AutoCloseable {

    private static final Schema SCHEMA = EntrySchemas.current();
    private static final long FINGERPRINT = SchemaNormalization.parsingFingerprint64(SCHEMA);

    private final KafkaLedger ledger;
    private final RegistrySettings settings;
    private final String subject;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<@Nullable SchemaRegistry> registry = new AtomicReference<>();
    private volatile boolean closed;
    private volatile @Nullable Integer confirmed;

    RegistryFraming(KafkaLedger ledger, RegistrySettings settings) {
        this.ledger = ledger;
        this.settings = settings;
        this.subject = ledger.settings().topic() + "-value";
    }

    /**
     * The bytes of an entry. What the frame itself depends on is embedded.
     *
     * @throws LedgerException if there is no id for the schema yet, and none can be had; nothing is sent then
     */
    byte[] encode(Entry entry) {
        return isEmbedded(entry.event()) || ledger.state().opened() == null
                ? EntryCodec.encode(entry)
                : EntryCodec.encode(entry, registryId(entry.actor()));
    }

    private static boolean isEmbedded(LedgerEvent event) {
        return event instanceof LedgerOpened || event instanceof SchemaDeclared;
    }

    private int registryId(Actor actor) {
        Integer known = confirmed;
        return known == null ? confirm(actor) : known;
    }

    private int confirm(Actor actor) {
        lock.lock();
        try {
            Integer known = confirmed;
            if (known != null) {
                return known;
            }
            int id = registered();
            declare(id, actor);
            confirmed = id;
            return id;
        } finally {
            lock.unlock();
        }
    }

    /** A schema that is there needs no right to write to the registry. */
    private int registered() {
        try {
            SchemaRegistry client = client();
            OptionalInt known = client.lookUp(subject, SCHEMA);
            if (known.isPresent()) {
                return known.getAsInt();
            }
            client.setCompatibility(subject, Compatibility.BACKWARD_TRANSITIVE);
            return client.register(subject, SCHEMA);
        } catch (RegistryException e) {
            throw new LedgerException.Unavailable("nothing was written: " + e.getMessage(), e.nextStep(), e);
        } catch (IllegalArgumentException e) {
            throw new LedgerException.Unavailable(
                    "nothing was written: " + e.getMessage(), "Correct the settings registry.ssl.*, and repeat it.", e);
        }
    }

    private SchemaRegistry client() {
        SchemaRegistry open = registry.get();
        if (open == null) {
            open = new SchemaRegistry(settings);
            registry.set(open);
        }
        if (closed) {
            close();
            throw new LedgerException.Unavailable("the ledger was closed", "Open it again.", null);
        }
        return open;
    }

    /** Another process may do so at the same time: what the ledger says in the end counts. */
    private void declare(int id, Actor actor) {
        if (!ledger.state().declared().containsKey(id)) {
            ledger.join(ledger.append(ledger.entry(actor, new SchemaDeclared(id, FINGERPRINT), null)));
        }
        Long declared = ledger.state().declared().get(id);
        if (declared == null || declared != FINGERPRINT) {
            throw new LedgerException.Unusable(
                    "schema id %d of the registry at %s is schema %016x, and in this ledger it stands for %s"
                            .formatted(
                                    id,
                                    settings.urls().getFirst(),
                                    FINGERPRINT,
                                    declared == null ? "none" : "%016x".formatted(declared)),
                    "Use the registry that this ledger was written with, or write without one (no registry.url).");
        }
    }

    /** Doesn't wait for a registry that somebody is waiting for. */
    @Override
    public void close() {
        closed = true;
        SchemaRegistry open = registry.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }
}
