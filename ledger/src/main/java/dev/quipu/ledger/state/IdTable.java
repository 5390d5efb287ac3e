package dev.quipu.ledger.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ids in the order in which they were added, with a hash index (open addressing, linear probing) over them. Only ever
 * added to, so that versions of a set may share it: each says how many of the ids are its own. Thread-safe; a slot is
 * written last and read first, so whoever sees it sees its id.
 */
final class IdTable {

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long INDEX = 0xFFFF_FFFFL;
    private static final int SMALLEST = 64;

    /** Two longs for each id. */
    private final long[] ids;

    /** Upper half of the id's hash, and its index + 1; zero is free. At most half of them are taken. */
    private final long[] slots;

    private final AtomicInteger taken = new AtomicInteger();
    private final long seed = System.identityHashCode(taken) * 0x9E3779B97F4A7C15L;

    private IdTable(int capacity) {
        this.ids = new long[2 * capacity];
        this.slots = new long[2 * capacity];
    }

    /** Room for at least {@code size} ids, and for as many again. */
    private static IdTable forSize(int size) {
        return new IdTable(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) * 2));
    }

    static IdTable empty() {
        return forSize(0);
    }

    /** The ids of an array of two longs each. */
    static IdTable of(long[] ids) {
        int size = ids.length / 2;
        IdTable table = forSize(size);
        table.taken.set(size);
        for (int index = 0; index < size; index++) {
            table.put(index, ids[2 * index], ids[2 * index + 1]);
        }
        return table;
    }

    /** Whether {@code id} is among the first {@code size}. */
    boolean contains(UUID id, int size) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        long hash = hash(high, low);
        int mask = slots.length - 1;
        for (int place = (int) hash & mask; ; place = (place + 1) & mask) {
            long slot = (long) SLOT.getAcquire(slots, place);
            if (slot == 0) {
                return false;
            }
            int index = (int) (slot & INDEX) - 1;
            if ((slot ^ hash) >>> 32 == 0 && index < size && ids[2 * index] == high && ids[2 * index + 1] == low) {
                return true;
            }
        }
    }

    /**
     * A table of the first {@code size} ids and {@code more}: this one, unless it has no room or somebody else has gone
     * on from there.
     */
    IdTable append(int size, List<UUID> more) {
        int after = size + more.size();
        boolean mine = 2 * after <= ids.length && taken.compareAndSet(size, after);
        IdTable table = mine ? this : copy(size, after);
        int index = size;
        for (UUID id : more) {
            table.put(index++, id.getMostSignificantBits(), id.getLeastSignificantBits());
        }
        return table;
    }

    private IdTable copy(int size, int after) {
        IdTable table = forSize(after);
        table.taken.set(after);
        for (int index = 0; index < size; index++) {
            table.put(index, ids[2 * index], ids[2 * index + 1]);
        }
        return table;
    }

    private void put(int index, long high, long low) {
        ids[2 * index] = high;
        ids[2 * index + 1] = low;
        long hash = hash(high, low);
        int mask = slots.length - 1;
        int place = (int) hash & mask;
        while (slots[place] != 0) {
            place = (place + 1) & mask;
        }
        SLOT.setRelease(slots, place, (hash & ~INDEX) | (index + 1));
    }

    /** Copies the first {@code size} ids, and tells how many longs that were. */
    int copyTo(long[] target, int size) {
        System.arraycopy(ids, 0, target, 0, 2 * size);
        return 2 * size;
    }

    /**
     * The finaliser of SplitMix64 spreads what order ids have. They may be chosen by whoever writes to the log, who
     * must not know which of them meet in a slot, so each table has a seed of its own.
     */
    private long hash(long high, long low) {
        long z = (high ^ seed) * 0x9E3779B97F4A7C15L ^ Long.rotateLeft(low ^ seed, 29) * 0xD6E8FEB86659FD93L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
