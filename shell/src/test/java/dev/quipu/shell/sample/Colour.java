package dev.quipu.shell.sample;

/** The colour of a sample cord. */
enum Colour {
    RED,
    DEEP_BLUE
}
