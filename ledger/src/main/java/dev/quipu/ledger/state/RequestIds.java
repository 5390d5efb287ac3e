package dev.quipu.ledger.state;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentList;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * The request ids of all entries so far, in the order of the log. Immutable.
 *
 * <p>A ledger has millions of them and looks each new one up, so the bulk is in a flat table that versions share; what
 * came since {@link #settled} is in a small persistent set in front of it.
 */
public final class RequestIds {

    private static final RequestIds EMPTY =
            new RequestIds(IdTable.empty(), 0, ExtensionsKt.persistentHashSetOf(), ExtensionsKt.persistentListOf());

    private final IdTable table;
    private final int settled;
    private final PersistentSet<UUID> recent;
    private final PersistentList<UUID> recentInOrder;

    private RequestIds(IdTable table, int settled, PersistentSet<UUID> recent, PersistentList<UUID> recentInOrder) {
        this.table = table;
        this.settled = settled;
        this.recent = recent;
        this.recentInOrder = recentInOrder;
    }

    /** No ids. */
    public static RequestIds empty() {
        return EMPTY;
    }

    /** The ids of an array of two longs each, the more significant first. */
    public static RequestIds of(long[] ids) {
        return new RequestIds(IdTable.of(ids), ids.length / 2, EMPTY.recent, EMPTY.recentInOrder);
    }

    /** Whether {@code id} is one of them. */
    public boolean contains(UUID id) {
        return recent.contains(id) || table.contains(id, settled);
    }

    /** How many there are. */
    public int size() {
        return settled + recentInOrder.size();
    }

    /** Two longs for each, the more significant first, in the order of the log. */
    public long[] toArray() {
        long[] ids = new long[2 * size()];
        int place = table.copyTo(ids, settled);
        for (UUID id : recentInOrder) {
            ids[place++] = id.getMostSignificantBits();
            ids[place++] = id.getLeastSignificantBits();
        }
        return ids;
    }

    /** These, and {@code id}, which is not one of them. */
    RequestIds with(UUID id) {
        return new RequestIds(table, settled, recent.add(id), recentInOrder.add(id));
    }

    /** How many were added since {@link #settled}. */
    int recent() {
        return recentInOrder.size();
    }

    /**
     * The same ids, with all of them in the table. Cheap for the one who goes on from the newest version; for any other
     * it copies the table.
     */
    RequestIds settled() {
        List<UUID> more = recentInOrder;
        return more.isEmpty()
                ? this
                : new RequestIds(table.append(settled, more), size(), EMPTY.recent, EMPTY.recentInOrder);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestIds ids && Arrays.equals(toArray(), ids.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }

    @Override
    public String toString() {
        return size() + " ids";
    }
}
