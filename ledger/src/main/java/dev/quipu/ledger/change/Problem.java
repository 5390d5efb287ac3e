package dev.quipu.ledger.change;

/**
 * Something wrong in a file, and what to do about it.
 *
 * @param file the file's name as the user knows it
 * @param line counted from 1, or 0 if the problem is the file as a whole
 * @param message what is wrong
 * @param fix the next step, a sentence
 */
public record Problem(String file, int line, String message, String fix) {

    /** {@code 0007-add-currency.yaml:3: unknown key 'fase'. Did you mean 'phase'?} */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return "%s: %s. %s".formatted(place, message, fix);
    }
}
