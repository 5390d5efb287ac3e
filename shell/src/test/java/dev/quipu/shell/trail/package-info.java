@NullMarked
package dev.quipu.shell.trail;

import org.jspecify.annotations.NullMarked;
