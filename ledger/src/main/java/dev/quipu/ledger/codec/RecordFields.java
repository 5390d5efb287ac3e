package dev.quipu.ledger.codec;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event, or anything else that is a record, is made of. */
public final class RecordFields {

    private RecordFields() {}

    /** The components' values by name, in the order of their declaration. */
    public static Map<String, @Nullable Object> of(Record record) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                fields.put(component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component.toString(), e);
            }
        }
        return fields;
    }
}
