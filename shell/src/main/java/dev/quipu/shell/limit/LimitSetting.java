package dev.quipu.shell.limit;

import dev.quipu.ledger.change.Limits;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** A limit as it is typed: {@code rows-per-second=500}. */
record LimitSetting(String name, String value) {

    /** @throws IllegalArgumentException if it is none, or one that an operator can't set */
    static LimitSetting parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException("write a limit as name=value, such as rows-per-second=500");
        }
        LimitSetting setting = new LimitSetting(text.substring(0, equals), text.substring(equals + 1));
        Limits.requireLive(Map.of(setting.name, setting.value));
        return setting;
    }

    /** The last one counts. */
    static Map<String, String> map(Collection<LimitSetting> settings) {
        Map<String, String> map = new TreeMap<>();
        settings.forEach(setting -> map.put(setting.name, setting.value));
        return map;
    }
}
