package dev.quipu.shell.cli.output;

/** Data that a command prints on stdout in the form the operator asked for. */
public sealed interface Printable permits Listing, Details {

    /** The data as nested maps and lists of text, numbers, booleans and null, in order. */
    Object plain();
}
