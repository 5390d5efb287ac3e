/** Tests of the configuration. */
@NullMarked
package dev.quipu.shell.config;

import org.jspecify.annotations.NullMarked;
