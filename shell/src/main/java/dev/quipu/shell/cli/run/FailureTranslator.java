package dev.quipu.shell.cli.run;

import dev.quipu.shell.cli.CommandFailure;
import java.util.Optional;

/**
 * A bean that knows what exceptions of some library mean to the operator: the exit code, the sentence, the next step.
 */
@FunctionalInterface
public interface FailureTranslator {

    /** The failure to report for an exception, or empty if the exception is not one it knows. */
    Optional<CommandFailure> translate(Throwable thrown);
}
