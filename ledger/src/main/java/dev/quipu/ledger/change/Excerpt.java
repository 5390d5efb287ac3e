package dev.quipu.ledger.change;

/** A short, printable piece of a text, for messages. */
final class Excerpt {

    private static final int LENGTH = 60;

    private Excerpt() {}

    static String of(String text) {
        String shown = text.length() > LENGTH ? text.substring(0, LENGTH) + "…" : text;
        return shown.replaceAll("\\p{Cntrl}", "·");
    }
}
