package dev.quipu.consumers.notary;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.file.OwnFiles;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.kafka.LogLeaves;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A notary at work: the log, its tree, and what was signed. For one thread. */
final class NotaryDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NotaryDesk.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final KafkaSettings kafka;
    private final NotarySettings settings;
    private final NotaryKey.Enrolled key;
    private final Clock clock;
    private final LastCheckpoint file;
    private final CheckpointFolder folder;
    private final Publication publication;
    private final LogTree tree;
    private final WitnessCall call = new WitnessCall();
    private List<WitnessWorker> witnesses = List.of();
    private LastCheckpoint.@Nullable Signed last;
    private @Nullable Instant writeAgain;
    private boolean said;

    private NotaryDesk(Ledger ledger, KafkaSettings kafka, NotarySettings settings, NotaryKey.Enrolled key, Clock clock)
            throws IOException {
        this.ledger = ledger;
        this.kafka = kafka;
        this.settings = settings;
        this.key = key;
        this.clock = clock;
        this.file = new LastCheckpoint(settings.state().resolve("last.checkpoint"));
        this.folder = new CheckpointFolder(settings.directory());
        this.publication = new Publication(ledger, clock);
        this.last = last();
        this.tree = LogTree.open(
                settings.state().resolve("hashes"),
                last == null ? 0 : last.checkpoint().size(),
                clock);
    }

    /**
     * Takes up what there is of earlier work.
     *
     * @throws LedgerException.Unusable if it is another log's
     */
    static NotaryDesk open(
            Ledger ledger, KafkaSettings kafka, NotarySettings settings, NotaryKey.Enrolled key, Clock clock)
            throws IOException {
        OwnFiles.createFolder(settings.state());
        NotaryDesk desk = new NotaryDesk(ledger, kafka, settings, key, clock);
        desk.witnesses = settings.witnesses().stream()
                .map(witness -> WitnessWorker.start(
                        witness, new WitnessClient(witness, desk.call, desk.tree, settings.state()), desk.folder))
                .toList();
        return desk;
    }

    /** The later one of what is kept and what this key has published: either folder may have been lost. */
    private LastCheckpoint.@Nullable Signed last() throws IOException {
        LastCheckpoint.Signed kept = file.read().orElse(null);
        if (kept != null && !kept.checkpoint().origin().equals(key.signer().name())) {
            throw new LedgerException.Unusable(
                    "this notary signed for %s before, and this ledger is %s"
                            .formatted(kept.checkpoint().origin(), key.signer().name()),
                    "Find out who made the ledger anew. For another ledger on purpose, use another state folder than "
                            + settings.state());
        }
        LastCheckpoint.Signed published = published(folder.checkpoint());
        return kept == null
                        || (published != null
                                && published.checkpoint().size()
                                        > kept.checkpoint().size())
                ? published
                : kept;
    }

    private LastCheckpoint.@Nullable Signed published(Path newest) throws IOException {
        LastCheckpoint.Signed published = new LastCheckpoint(newest).read().orElse(null);
        try {
            if (published != null) {
                Checkpoint.open(published.note(), List.of(key.signer().key()));
            }
            return published;
        } catch (NoteException e) {
            LOG.warn("{} is not of this notary's key: {}", newest, e.getMessage());
            return null;
        }
    }

    /** Reads and signs until the key may sign no more. */
    void work() throws IOException, InterruptedException {
        try (LogLeaves log = LogLeaves.open(kafka)) {
            while (!log.hasAll()) {
                tree.add(log.next(POLL));
            }
            requireExtension();
            if (last != null) {
                folder.publish(
                        key.signer().key(), last.note(), last.checkpoint().size());
                writeAgain = publication.isDone(last.checkpoint()) ? null : clock.instant();
                offer(last);
            }
            while (mayGoOn()) {
                tree.add(log.next(pause()));
                Instant now = clock.instant();
                if (last != null && writeAgain != null && !now.isBefore(writeAgain)) {
                    write(last);
                }
                if (isDue(now)) {
                    sign();
                }
            }
        }
    }

    private void requireExtension() throws IOException {
        if (last != null && !tree.extendsTo(last.checkpoint())) {
            throw new LedgerException.Unusable(
                    tree.size() < last.checkpoint().size()
                            ? "topic %s was cut off or made anew: it has %d records, and this notary signed %d"
                                    .formatted(
                                            kafka.topic(),
                                            tree.size(),
                                            last.checkpoint().size())
                            : "topic %s was rewritten: its first %d records are not those that this notary signed"
                                    .formatted(kafka.topic(), last.checkpoint().size()),
                    "Find out who changed the topic, compare it with %s, and restore it from a backup (quipu ledger import)."
                            .formatted(file.file()));
        }
    }

    /** A key that was revoked is waited for; one that the ledger disputes ends it all. */
    private boolean mayGoOn() {
        return switch (NotaryKey.of(ledger.state(), kafka.keyring())) {
            case NotaryKey.Enrolled enrolled ->
                enrolled.signer().key().equals(key.signer().key());
            case NotaryKey.Missing missing -> false;
            case NotaryKey.Disputed(String message, String nextStep) ->
                throw new LedgerException.Unusable(message, nextStep);
        };
    }

    private Duration pause() {
        Instant since = tree.newsSince();
        Duration left = since == null ? POLL : Duration.between(clock.instant(), since.plus(settings.interval()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(POLL) < 0 ? left : POLL;
    }

    private boolean isDue(Instant now) {
        Instant since = tree.newsSince();
        return since != null
                && (tree.uncovered() >= settings.entries() || !now.isBefore(since.plus(settings.interval())));
    }

    /** It is on the disk before anybody else sees it, so that no crash lets it be forgotten. */
    private void sign() throws IOException, InterruptedException {
        requireExtension();
        Checkpoint checkpoint = new Checkpoint(key.signer().name(), tree.size(), tree.rootAt(tree.size()));
        SignedNote note = checkpoint.sign(key.signer());
        LastCheckpoint.Signed signed = new LastCheckpoint.Signed(note, checkpoint);
        file.write(note);
        last = signed;
        tree.cover();
        LOG.debug("signed {} entries", checkpoint.size());
        folder.publish(key.signer().key(), note, checkpoint.size());
        offer(signed);
        write(signed);
    }

    private void offer(LastCheckpoint.Signed signed) {
        witnesses.forEach(witness -> witness.offer(signed.note(), signed.checkpoint()));
    }

    private void write(LastCheckpoint.Signed signed) throws InterruptedException {
        try {
            publication.write(signed);
            writeAgain = null;
            said = false;
        } catch (LedgerException.Unavailable | LedgerException.Denied e) {
            writeAgain = clock.instant().plus(RETRY);
            if (!said) {
                LOG.warn("a checkpoint isn't in the ledger yet: {}. {} Trying again.", e.getMessage(), e.nextStep());
            }
            said = true;
        }
    }

    @Override
    public void close() throws IOException {
        witnesses.forEach(WitnessWorker::close);
        call.close();
        tree.close();
    }
}
