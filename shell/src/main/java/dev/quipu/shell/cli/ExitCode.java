package dev.quipu.shell.cli;

/** How a command ended, as scripts see it. The numbers are a promise: they never change. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "the operation failed"),
    USAGE(2, "bad usage or input; nothing was done"),
    REFUSED(3, "refused by a conflict or a policy; nothing was done"),
    UNREACHABLE(4, "the ledger is unreachable");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The process exit status. */
    public int number() {
        return number;
    }

    /** The meaning in a few words, as {@code help exit-codes} prints it. */
    public String meaning() {
        return meaning;
    }
}
