/**
 * What a command class needs.
 *
 * <p>A command class is a {@code @Component} anywhere below {@code dev.quipu.shell} whose methods carry Spring Shell's
 * {@code @Command}. Its constructor takes what it needs; the object is made when one of its commands first runs, so
 * nothing connects for a command that needs no connection.
 *
 * <pre>{@code
 * @Component
 * class ChangeCommands {
 *
 *     private final Console console;
 *     private final Changes changes;
 *
 *     ChangeCommands(Console console, Changes changes) { … }
 *
 *     @Command(name = "change list", group = "Changes", description = "List the changes of a service")
 *     @Examples({"change list", "change list --service orders --output json"})
 *     void list(@Option(description = "only this service") @CompletedBy("serviceNames") @Nullable ServiceName service) {
 *         console.print(Listing.of(
 *                         changes.of(service),
 *                         Column.of("id", Change::id),
 *                         Column.of("steps", Change::stepCount),
 *                         Column.of("state", Change::state).toned(change -> change.failed() ? Tone.BAD : Tone.PLAIN))
 *                 .orElse("No changes yet. Propose one: change propose FILE"));
 *     }
 *
 *     @Command(name = "change withdraw", group = "Changes", description = "Withdraw a proposed change")
 *     @Examples("change withdraw orders/7 --reason superseded")
 *     void withdraw(
 *             @Argument(index = 0, description = "the change") @CompletedBy("changeIds") ChangeId change,
 *             @Option(description = "why", required = true) String reason) {
 *         if (changes.isReleased(change)) {
 *             throw CommandFailure.refused(
 *                     "change %s is released".formatted(change), "Roll it back: rollback " + change);
 *         }
 *         …
 *     }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>Names have one or two words. Parameter names become option names and argument labels ({@code dryRun} is
 *       {@code --dry-run}). A {@code List} option may be repeated; {@link dev.quipu.shell.cli.Rest} takes the remaining
 *       arguments. {@code @Argument} is required unless it has a default or is {@code @Nullable}; {@code @Option} is
 *       optional unless it says otherwise.
 *   <li>Values are converted to enums, paths, numbers, durations, and every type with a static {@code parse(String)}
 *       that throws {@code IllegalArgumentException}.
 *   <li>Data goes to {@link dev.quipu.shell.cli.output.Console#print}, everything else to {@code message},
 *       {@code progress} and {@code confirm}. A command never touches {@code System.out}.
 *   <li>A command that cannot do its work throws {@link dev.quipu.shell.cli.CommandFailure}. Exceptions of a library
 *       become one through a {@link dev.quipu.shell.cli.run.FailureTranslator} bean.
 *   <li>{@code --output}, {@code --yes}, {@code --debug}, {@code --no-color} and {@code --help} (short {@code -o},
 *       {@code -y}, {@code -h}) are taken out of every line before the command sees it.
 *   <li>Not used: {@code completionProvider}, {@code exitStatusExceptionMapper}, {@code availabilityProvider} and
 *       {@code help} of {@code @Command}, and {@code @Arguments}; a test refuses them.
 * </ul>
 */
@NullMarked
package dev.quipu.shell.cli;

import org.jspecify.annotations.NullMarked;
