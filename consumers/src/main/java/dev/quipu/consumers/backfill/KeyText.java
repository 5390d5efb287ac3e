package dev.quipu.consumers.backfill;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Keys as one text, a JSON array of the texts of their columns. Pure. */
final class KeyText {

    private static final JsonMapper JSON = new JsonMapper();

    private KeyText() {}

    static String of(List<String> key) {
        return JSON.writeValueAsString(key);
    }

    static List<String> parse(String text) {
        return Arrays.asList(JSON.readValue(text, String[].class));
    }
}
