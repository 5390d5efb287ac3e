package dev.quipu.shell.demo;

import dev.quipu.shell.cli.line.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demo's change files, written where the operator can read and edit them. */
final class DemoFiles {

    private static final List<String> FILES = List.of(
            "changes/catalog/0001-products.yaml",
            "changes/orders/0001-orders.yaml",
            "changes/orders/0002-add-currency.yaml",
            "changes/orders/0003-fill-currency.yaml",
            "changes/billing/0001-invoices.yaml",
            "changes/billing/0002-invoice-currency.yaml",
            "later/0004-known-currencies.yaml",
            "later/0005-known-currencies-with-pounds.yaml");

    private DemoFiles() {}

    /** Writes them into {@code folder}. */
    static void write(Path folder) throws IOException {
        for (String name : FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, read(name));
        }
    }

    /** The story, with {@code folder} for the change files. */
    static Story story(Path folder) throws IOException {
        return Story.parse(read("story.txt").replace("${demo}", Words.quote(folder.toString())));
    }

    private static String read(String name) throws IOException {
        try (InputStream in = DemoFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
