/** What the operator sees: data on stdout as table, JSON, YAML or CSV; messages and progress on stderr. */
@NullMarked
package dev.quipu.shell.cli.output;

import org.jspecify.annotations.NullMarked;
