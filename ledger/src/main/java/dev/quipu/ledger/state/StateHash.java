package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A canonical digest of a state: equal states have equal digests in every process. Records are hashed by component,
 * maps and sets in the order of their keys' text, so that the layout of hash tables doesn't matter. Every piece is
 * preceded by its kind and length.
 */
public final class StateHash {

    private static final int BUFFER = 1 << 16;

    /** Asking a class for its components copies them and their accessors, for each of a million records. */
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

    private final MessageDigest digest = Digest.sha256();
    private final byte[] buffer = new byte[BUFFER];
    private int used;

    private StateHash() {}

    /** SHA-256 of the canonical form of {@code state}. */
    public static Digest of(LedgerState state) {
        StateHash hash = new StateHash();
        hash.add(state);
        hash.digest.update(hash.buffer, 0, hash.used);
        return Digest.ofBytes(hash.digest.digest());
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> head('n', 0);
            case Map<?, ?> map -> addMap(map);
            case Set<?> set -> addSet(set);
            case Collection<?> list -> addAll(list);
            case RequestIds ids -> addIds(ids);
            case Content content -> bytes('c', content.digest().toBytes());
            case Record record -> addRecord(record);
            default -> text('v', value.toString());
        }
    }

    private void addMap(Map<?, ?> map) {
        record Keyed(String key, Object value) {}
        List<Keyed> entries = new ArrayList<>(map.size());
        map.forEach((key, value) -> entries.add(new Keyed(key.toString(), value)));
        entries.sort(Comparator.comparing(Keyed::key));
        head('m', entries.size());
        for (Keyed entry : entries) {
            text('k', entry.key());
            add(entry.value());
        }
    }

    /** Sets are of ids, whose text says all. */
    private void addSet(Set<?> set) {
        head('s', set.size());
        set.stream().map(Object::toString).sorted().forEach(key -> text('k', key));
    }

    private void addAll(Collection<?> values) {
        head('l', values.size());
        values.forEach(this::add);
    }

    private void addIds(RequestIds ids) {
        head('i', ids.size());
        for (long half : ids.toArray()) {
            number(half, Long.BYTES);
        }
    }

    private void addRecord(Record record) {
        text('r', record.getClass().getSimpleName());
        for (Method accessor : ACCESSORS.get(record.getClass())) {
            try {
                add(accessor.invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(accessor.toString(), e);
            }
        }
    }

    private void text(char kind, String text) {
        bytes(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(char kind, byte[] bytes) {
        head(kind, bytes.length);
        if (bytes.length > BUFFER - used) {
            flush();
        }
        if (bytes.length > BUFFER) {
            digest.update(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, used, bytes.length);
            used += bytes.length;
        }
    }

    private void head(char kind, int size) {
        number(kind, 1);
        number(size, Integer.BYTES);
    }

    private void number(long value, int bytes) {
        if (bytes > BUFFER - used) {
            flush();
        }
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            buffer[used++] = (byte) (value >>> shift);
        }
    }

    private void flush() {
        digest.update(buffer, 0, used);
        used = 0;
    }
}
