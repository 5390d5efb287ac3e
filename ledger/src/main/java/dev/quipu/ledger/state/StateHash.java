package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A canonical digest of a state: equal states have equal digests in every process. Records are hashed by component,
 * maps and sets in the order of their keys' text, so that the layout of hash tables doesn't matter.
 */
public final class StateHash {

    /** Asking a class for its components copies them and their accessors, for each of a million records. */
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    private StateHash() {}

    /** SHA-256 of the canonical form of {@code state}. */
    public static Digest of(LedgerState state) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, state);
            return Digest.ofBytes(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, @Nullable Object value) {
        switch (value) {
            case null -> text(digest, 'n', "");
            case Map<?, ?> map -> addMap(digest, map);
            case Set<?> set -> addSet(digest, set);
            case Collection<?> list -> addAll(digest, 'l', list);
            case RequestIds ids -> addIds(digest, ids);
            case Content content -> text(digest, 'c', content.digest().toString());
            case Record record -> addRecord(digest, record);
            default -> text(digest, 'v', value.toString());
        }
    }

    private static void addMap(MessageDigest digest, Map<?, ?> map) {
        text(digest, 'm', Integer.toString(map.size()));
        Map<String, Object> byText = new TreeMap<>();
        map.forEach((key, value) -> byText.put(key.toString(), value));
        byText.forEach((key, value) -> {
            text(digest, 'k', key);
            add(digest, value);
        });
    }

    /** Sets are of ids, whose text says all. */
    private static void addSet(MessageDigest digest, Set<?> set) {
        text(digest, 's', Integer.toString(set.size()));
        set.stream().map(Object::toString).sorted().forEach(element -> text(digest, 'v', element));
    }

    private static void addIds(MessageDigest digest, RequestIds ids) {
        text(digest, 'i', Integer.toString(ids.size()));
        long[] halves = ids.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(halves.length * Long.BYTES);
        bytes.asLongBuffer().put(halves);
        digest.update(bytes);
    }

    private static void addAll(MessageDigest digest, char kind, Collection<?> values) {
        text(digest, kind, Integer.toString(values.size()));
        values.forEach(value -> add(digest, value));
    }

    private static void addRecord(MessageDigest digest, Record record) {
        text(digest, 'r', record.getClass().getSimpleName());
        for (RecordComponent component : COMPONENTS.get(record.getClass())) {
            try {
                text(digest, 'f', component.getName());
                add(digest, component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component.toString(), e);
            }
        }
    }

    private static void text(MessageDigest digest, char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
