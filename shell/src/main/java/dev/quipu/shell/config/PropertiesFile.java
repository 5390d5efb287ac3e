package dev.quipu.shell.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys and values of a properties file, and the line of each key. */
public final class PropertiesFile {

    private static final Pattern BAD_ESCAPE = Pattern.compile("\\\\u(?!\\p{XDigit}{4})");

    private final Path file;
    private final String text;
    private final Map<String, String> values;

    private PropertiesFile(Path file, String text, Map<String, String> values) {
        this.file = file;
        this.text = text;
        this.values = values;
    }

    /**
     * Reads the file; one that doesn't exist is empty.
     *
     * @throws ConfigException if it can't be read or is no properties file
     */
    public static PropertiesFile read(Path file) {
        String text = text(file);
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException | IOException e) {
            throw new ConfigException(
                    "%s:%d: a backslash followed by u needs four hexadecimal digits. Write \\\\ for a plain backslash."
                            .formatted(file, lineOf(text, BAD_ESCAPE)),
                    e);
        }
        Map<String, String> values = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(key, properties.getProperty(key).strip()));
        return new PropertiesFile(file, text, values);
    }

    /** The values, without blanks around them, in the order of their keys. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** What is wrong with a key, preceded by the file and the key's line. */
    public ConfigException problem(String key, String message) {
        return problem(key, message, null);
    }

    /** What is wrong with a key and why, preceded by the file and the key's line. */
    ConfigException problem(String key, String message, @Nullable Throwable cause) {
        Pattern keyAtStart = Pattern.compile("^\\s*" + Pattern.quote(key) + "\\s*([=:\\s]|$)");
        return new ConfigException("%s:%d: %s".formatted(file, lineOf(text, keyAtStart), message), cause);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (CharacterCodingException e) {
            throw new ConfigException("%s is not UTF-8. Save it as UTF-8.".formatted(file), e);
        } catch (IOException e) {
            throw new ConfigException("Can't read %s (%s). Check its permissions.".formatted(file, e.getMessage()), e);
        }
    }

    private static int lineOf(String text, Pattern pattern) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 1;
    }
}
