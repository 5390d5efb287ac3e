/** Packages of evidence for auditors. */
@NullMarked
package dev.quipu.shell.evidence;

import org.jspecify.annotations.NullMarked;
