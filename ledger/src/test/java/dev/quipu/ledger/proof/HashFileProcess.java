package dev.quipu.ledger.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** A process that appends leaves to a file without end, and says after each piece how many there are. */
final class HashFileProcess {

    private static final int PIECE = 10_000;

    private HashFileProcess() {}

    /** Argument: the file. */
    public static void main(String[] args) throws IOException {
        Random random = random();
        try (HashFile file = HashFile.open(Path.of(args[0]))) {
            while (true) {
                file.append(leaves(random, PIECE));
                System.out.println(file.size());
            }
        }
    }

    /** Makes the leaves that this process appends. */
    static Random random() {
        return new Random(5);
    }

    /** The next leaves. */
    static byte[] leaves(Random random, int count) {
        byte[] leaves = new byte[count * TreeHash.SIZE];
        random.nextBytes(leaves);
        return leaves;
    }
}
