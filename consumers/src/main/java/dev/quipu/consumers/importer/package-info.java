/** Turns folders of other tools' migrations into changes. Reads files, writes none. */
@NullMarked
package dev.quipu.consumers.importer;

import org.jspecify.annotations.NullMarked;
