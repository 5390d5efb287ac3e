package dev.quipu.ledger.snapshot;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** A record, component by component. */
final class StateRecord implements StateShape {

    private final MethodHandle constructor;
    private final List<MethodHandle> accessors;
    private final List<StateShape> shapes;

    /**
     * The shape of one record.
     *
     * @param constructor takes the components in an array
     */
    StateRecord(MethodHandle constructor, List<MethodHandle> accessors, List<StateShape> shapes) {
        this.constructor = constructor;
        this.accessors = accessors;
        this.shapes = shapes;
    }

    @Override
    public void write(Object value, StateOutput out) throws IOException {
        for (int i = 0; i < shapes.size(); i++) {
            shapes.get(i).write(component(accessors.get(i), value), out);
        }
    }

    @Override
    public Object read(StateInput in) {
        Object[] components = new Object[shapes.size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = shapes.get(i).read(in);
        }
        try {
            return (Object) constructor.invokeExact(components);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object component(MethodHandle accessor, Object value) {
        try {
            return (Object) accessor.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
