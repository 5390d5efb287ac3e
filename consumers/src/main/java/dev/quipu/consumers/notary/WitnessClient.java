package dev.quipu.consumers.notary;

import dev.quipu.ledger.file.DurableFile;
import dev.quipu.ledger.proof.AddCheckpoint;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteSignature;
import dev.quipu.ledger.proof.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Asks one witness to sign checkpoints, and remembers how much of the log it has seen. For one thread. */
final class WitnessClient {

    private static final Pattern SIZE = Pattern.compile("(?:0|[1-9][0-9]{0,17})\n");
    private static final String SIZE_TYPE = "text/x.tlog.size";
    private static final int CONFLICT = 409;

    private final WitnessAddress witness;
    private final WitnessCall call;
    private final LogTree tree;
    private final Path memory;

    /** @param folder what the witness has seen is remembered in */
    WitnessClient(WitnessAddress witness, WitnessCall call, LogTree tree, Path folder) {
        this.witness = witness;
        this.call = call;
        this.tree = tree;
        this.memory = folder.resolve(
                "witness." + HexFormat.of().toHexDigits(witness.key().id()));
    }

    /**
     * Has a checkpoint signed.
     *
     * @return the witness's signature, verified
     * @throws WitnessException if it doesn't sign
     * @throws IOException if it doesn't answer
     */
    NoteSignature ask(SignedNote note, Checkpoint checkpoint)
            throws IOException, InterruptedException, WitnessException {
        long seen = Math.min(remembered(), checkpoint.size());
        WitnessCall.Reply reply = post(seen, note, checkpoint);
        if (reply.status() == CONFLICT) {
            long itSays = size(reply);
            if (itSays > checkpoint.size()) {
                throw refusal(
                        "it has seen %d entries of this log, which has %d here".formatted(itSays, checkpoint.size()),
                        true);
            }
            if (itSays == seen) {
                throw refusal("it has seen another log of %d entries".formatted(itSays), true);
            }
            seen = itSays;
            reply = post(seen, note, checkpoint);
        }
        NoteSignature cosignature = cosignature(reply, note, seen);
        remember(checkpoint.size());
        return cosignature;
    }

    private WitnessCall.Reply post(long seen, SignedNote note, Checkpoint checkpoint)
            throws IOException, InterruptedException {
        return call.post(
                witness.addCheckpoint(), new AddCheckpoint(seen, tree.consistency(seen, checkpoint.size()), note));
    }

    private long size(WitnessCall.Reply reply) throws WitnessException {
        if (!reply.contentType().equals(SIZE_TYPE)
                || !SIZE.matcher(reply.body()).matches()) {
            throw refusal("it answers 409 without saying how much it has seen", false);
        }
        return Long.parseLong(reply.body().strip());
    }

    private NoteSignature cosignature(WitnessCall.Reply reply, SignedNote note, long seen) throws WitnessException {
        return switch (reply.status()) {
            case 200 -> verified(reply.body(), note);
            case 403 -> throw refusal("it has another key of this log: give it the vkey that is published", false);
            case 404 -> throw refusal("it doesn't watch this log: give it the vkey that is published", false);
            case CONFLICT -> throw refusal("somebody else showed it a checkpoint at the same time", false);
            case 422 -> throw refusal("what it has seen, %d entries, is not how this log begins".formatted(seen), true);
            default -> throw refusal("it answers %d".formatted(reply.status()), false);
        };
    }

    private NoteSignature verified(String lines, SignedNote note) throws WitnessException {
        try {
            return SignedNote.parse((note + lines).getBytes(StandardCharsets.UTF_8))
                    .verify(List.of(witness.key()))
                    .getFirst();
        } catch (NoteException e) {
            throw refusal("what it answers is no cosignature of its key: " + e.getMessage(), false);
        }
    }

    private WitnessException refusal(String why, boolean alarm) {
        return new WitnessException("the witness %s doesn't sign: %s".formatted(witness, why), alarm);
    }

    /** How much the witness has seen, as far as anybody here knows; it says so itself if it is another number. */
    private long remembered() throws IOException {
        if (Files.notExists(memory) || Files.size(memory) > Long.SIZE) {
            return 0;
        }
        String text = Files.readString(memory);
        return SIZE.matcher(text).matches() ? Long.parseLong(text.strip()) : 0;
    }

    private void remember(long size) throws IOException {
        DurableFile.replace(memory, "%d\n".formatted(size).getBytes(StandardCharsets.US_ASCII));
    }
}
