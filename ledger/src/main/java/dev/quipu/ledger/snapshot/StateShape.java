package dev.quipu.ledger.snapshot;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/** How values of one type are written and read. */
sealed interface StateShape
        permits StateShape.Plain,
                StateShape.Shared,
                StateShape.Absent,
                StateShape.Constant,
                StateShape.Items,
                StateShape.Members,
                StateShape.Entries,
                StateShape.OneOf,
                StateRecord {

    void write(Object value, StateOutput out) throws IOException;

    Object read(StateInput in);

    /** Writes a value. */
    @FunctionalInterface
    interface Writing {
        void write(Object value, StateOutput out) throws IOException;
    }

    /** A type with functions of its own. */
    record Plain(Writing writing, Function<StateInput, Object> reading) implements StateShape {
        @Override
        public void write(Object value, StateOutput out) throws IOException {
            writing.write(value, out);
        }

        @Override
        public Object read(StateInput in) {
            return reading.apply(in);
        }
    }

    /** A small value that occurs many times: written once, and one object when read. */
    record Shared(StateShape value) implements StateShape {
        @Override
        public void write(Object shared, StateOutput out) throws IOException {
            if (!out.reference(shared)) {
                value.write(shared, out);
            }
        }

        @Override
        public Object read(StateInput in) {
            int number = in.size();
            if (number > 0) {
                return in.known(number);
            }
            int reserved = in.reserve();
            Object read = value.read(in);
            in.know(reserved, read);
            return read;
        }
    }

    /** A value that may be null. */
    record Absent(StateShape value) implements StateShape {
        @Override
        @SuppressWarnings("NullAway") // the one shape that is given nulls, and gives them back
        public void write(@Nullable Object optional, StateOutput out) throws IOException {
            out.number(optional == null ? 0 : 1);
            if (optional != null) {
                value.write(optional, out);
            }
        }

        @Override
        @SuppressWarnings("NullAway") // as above
        public Object read(StateInput in) {
            return in.number() == 0 ? null : value.read(in);
        }
    }

    /** An enum's constant. */
    record Constant(List<?> constants) implements StateShape {
        @Override
        public void write(Object value, StateOutput out) throws IOException {
            out.number(constants.indexOf(value));
        }

        @Override
        public Object read(StateInput in) {
            return constants.get(in.size());
        }
    }

    /** A list. */
    record Items(StateShape item, boolean persistent) implements StateShape {
        @Override
        public void write(Object value, StateOutput out) throws IOException {
            List<?> list = (List<?>) value;
            out.number(list.size());
            for (Object element : list) {
                item.write(element, out);
            }
        }

        @Override
        public Object read(StateInput in) {
            Object[] items = new Object[in.size()];
            Arrays.setAll(items, i -> item.read(in));
            List<Object> list = List.of(items);
            return persistent ? ExtensionsKt.toPersistentList(list) : list;
        }
    }

    /** A persistent hash set. */
    record Members(StateShape member) implements StateShape {
        @Override
        public void write(Object value, StateOutput out) throws IOException {
            Collection<?> set = (Collection<?>) value;
            out.number(set.size());
            for (Object element : set) {
                member.write(element, out);
            }
        }

        @Override
        public Object read(StateInput in) {
            PersistentSet<Object> empty = ExtensionsKt.persistentHashSetOf();
            PersistentSet.Builder<Object> set = empty.builder();
            for (int left = in.size(); left > 0; left--) {
                set.add(member.read(in));
            }
            return set.build();
        }
    }

    /** A map. */
    record Entries(StateShape key, StateShape value, boolean persistent) implements StateShape {
        @Override
        public void write(Object map, StateOutput out) throws IOException {
            Map<?, ?> entries = (Map<?, ?>) map;
            out.number(entries.size());
            for (Entry<?, ?> entry : entries.entrySet()) {
                key.write(entry.getKey(), out);
                value.write(entry.getValue(), out);
            }
        }

        @Override
        public Object read(StateInput in) {
            int size = in.size();
            if (persistent) {
                PersistentMap<Object, Object> empty = ExtensionsKt.persistentHashMapOf();
                PersistentMap.Builder<Object, Object> map = empty.builder();
                fill(map, size, in);
                return map.build();
            }
            Map<Object, Object> map = new HashMap<>();
            fill(map, size, in);
            return Map.copyOf(map);
        }

        private void fill(Map<Object, Object> map, int size, StateInput in) {
            for (int left = size; left > 0; left--) {
                Object read = key.read(in);
                map.put(read, value.read(in));
            }
        }
    }

    /** One of several records. */
    record OneOf(List<Class<?>> types, List<StateShape> shapes) implements StateShape {
        @Override
        public void write(Object value, StateOutput out) throws IOException {
            int place = types.indexOf(value.getClass());
            out.number(place);
            shapes.get(place).write(value, out);
        }

        @Override
        public Object read(StateInput in) {
            return shapes.get(in.size()).read(in);
        }
    }
}
