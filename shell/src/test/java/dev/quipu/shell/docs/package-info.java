@NullMarked
package dev.quipu.shell.docs;

import org.jspecify.annotations.NullMarked;
