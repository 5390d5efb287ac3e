package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.Wave;
import dev.quipu.ledger.state.RequestIds;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kotlinx.collections.immutable.PersistentList;
import kotlinx.collections.immutable.PersistentMap;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shapes of the state's types by looking at them, and a digest of what it saw: a state class that changes in
 * any way makes older snapshots foreign, without anybody's having to think of it.
 */
final class StateShapes {

    /** Types whose values are few and occur often. */
    private static final Set<Class<?>> SHARED = Set.of(
            Actor.class,
            ChangeId.class,
            RolloutId.class,
            ServiceName.class,
            StepOutline.class,
            StreamId.class,
            String.class,
            TargetId.class,
            Wave.class);

    private static final Map<Class<?>, StateShape> PLAIN = Map.ofEntries(
            plain(int.class, (value, out) -> out.number((Integer) value), StateInput::size),
            plain(Integer.class, (value, out) -> out.number((Integer) value), StateInput::size),
            plain(long.class, (value, out) -> out.number((Long) value), StateInput::number),
            plain(Long.class, (value, out) -> out.number((Long) value), StateInput::number),
            plain(boolean.class, (value, out) -> out.number((Boolean) value ? 1 : 0), in -> in.number() == 1),
            plain(String.class, (value, out) -> out.text((String) value), StateInput::text),
            plain(UUID.class, StateShapes::writeId, in -> new UUID(in.fixed(), in.fixed())),
            plain(Instant.class, StateShapes::writeTime, in -> Instant.ofEpochSecond(in.number(), in.number())),
            plain(
                    Digest.class,
                    (value, out) -> out.bytes(((Digest) value).toBytes()),
                    in -> Digest.ofBytes(in.bytes())),
            plain(
                    PublicKey.class,
                    (value, out) -> out.bytes(((PublicKey) value).toBytes()),
                    in -> PublicKey.ofBytes(in.bytes())),
            plain(Content.class, (value, out) -> out.bytes(((Content) value).toBytes()), in -> Content.of(in.bytes())),
            plain(RequestIds.class, StateShapes::writeIds, StateShapes::readIds));

    private final Map<Type, StateShape> found = new HashMap<>();
    private final StringBuilder layout = new StringBuilder();

    /** The shape of {@code type}. */
    StateShape of(Type type) {
        StateShape known = found.get(type);
        if (known != null) {
            return known;
        }
        Class<?> raw = raw(type);
        StateShape shape = PLAIN.containsKey(raw) ? PLAIN.get(raw) : compound(type, raw);
        StateShape finished = SHARED.contains(raw) ? new StateShape.Shared(shape) : shape;
        found.put(type, finished);
        return finished;
    }

    /** Digest of all that {@link #of} has looked at. */
    Digest layout() {
        return Digest.of(description().getBytes(StandardCharsets.UTF_8));
    }

    /** What it saw, as text. */
    String description() {
        return layout.toString();
    }

    private StateShape compound(Type type, Class<?> raw) {
        if (raw == List.class || raw == PersistentList.class) {
            return new StateShape.Items(of(argument(type, 0)), raw == PersistentList.class);
        }
        if (raw == PersistentSet.class) {
            return new StateShape.Members(of(argument(type, 0)));
        }
        if (raw == Map.class || raw == PersistentMap.class) {
            return new StateShape.Entries(of(argument(type, 0)), of(argument(type, 1)), raw == PersistentMap.class);
        }
        if (raw.isEnum()) {
            List<?> constants = List.of(raw.getEnumConstants());
            layout.append(raw.getName()).append(constants).append('\n');
            return new StateShape.Constant(constants);
        }
        if (raw.isSealed()) {
            List<Class<?>> types =
                    leaves(raw).sorted(Comparator.comparing(Class::getName)).toList();
            layout.append(raw.getName()).append(types).append('\n');
            return new StateShape.OneOf(types, types.stream().map(this::of).toList());
        }
        if (raw.isRecord()) {
            return components(raw);
        }
        throw new IllegalArgumentException("a state can't hold a " + type);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(StateShapes::leaves);
    }

    private StateRecord components(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<MethodHandle> accessors = new ArrayList<>();
        List<StateShape> shapes = new ArrayList<>();
        layout.append(type.getName());
        for (RecordComponent component : components) {
            layout.append(' ')
                    .append(component.getGenericType())
                    .append(isNullable(component) ? "? " : " ")
                    .append(component.getName());
        }
        layout.append('\n');
        for (RecordComponent component : components) {
            StateShape shape = of(component.getGenericType());
            accessors.add(accessor(component));
            shapes.add(isNullable(component) ? new StateShape.Absent(shape) : shape);
        }
        return new StateRecord(constructor(type, components), List.copyOf(accessors), List.copyOf(shapes));
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(component + " is not public", e);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] parameters =
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " has no public canonical constructor", e);
        }
    }

    private static Type argument(Type type, int place) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[place];
        }
        throw new IllegalArgumentException(type + " doesn't say what it holds");
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> raw(parameterized.getRawType());
            default -> throw new IllegalArgumentException("a state can't hold a " + type);
        };
    }

    private static Map.Entry<Class<?>, StateShape> plain(
            Class<?> type, StateShape.Writing writing, Function<StateInput, Object> reading) {
        return Map.entry(type, new StateShape.Plain(writing, reading));
    }

    private static void writeId(Object value, StateOutput out) throws IOException {
        UUID id = (UUID) value;
        out.fixed(id.getMostSignificantBits());
        out.fixed(id.getLeastSignificantBits());
    }

    private static void writeTime(Object value, StateOutput out) throws IOException {
        Instant time = (Instant) value;
        out.number(time.getEpochSecond());
        out.number(time.getNano());
    }

    private static void writeIds(Object value, StateOutput out) throws IOException {
        long[] ids = ((RequestIds) value).toArray();
        out.number(ids.length);
        for (long half : ids) {
            out.fixed(half);
        }
    }

    private static RequestIds readIds(StateInput in) {
        long[] ids = new long[in.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.fixed();
        }
        return RequestIds.of(ids);
    }
}
