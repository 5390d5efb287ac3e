package dev.quipu.shell.cli;

import org.jspecify.annotations.Nullable;

/**
 * The expected end of a command that could not do its work: an exit code, what happened, and the next step.
 *
 * <p>Thrown by commands; the shell prints message and next step on stderr and ends with the code.
 */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String nextStep;

    /**
     * @param message what happened and to which object, one sentence without a full stop
     * @param nextStep what the operator does now; empty if there is nothing to say
     */
    public CommandFailure(ExitCode exitCode, String message, String nextStep) {
        this(exitCode, message, nextStep, null);
    }

    /** As the other constructor, with the exception behind it, which only {@code --debug} shows. */
    public CommandFailure(ExitCode exitCode, String message, String nextStep, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.nextStep = nextStep;
    }

    /** A failure of exit code 2: the command line or an input file is wrong. */
    public static CommandFailure usage(String message, String nextStep) {
        return new CommandFailure(ExitCode.USAGE, message, nextStep);
    }

    /** A failure of exit code 3: a conflict or a policy forbids the operation. */
    public static CommandFailure refused(String message, String nextStep) {
        return new CommandFailure(ExitCode.REFUSED, message, nextStep);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** What the operator does now; empty if there is nothing to say. */
    public String nextStep() {
        return nextStep;
    }

    /** The message: never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
