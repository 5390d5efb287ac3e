/** Commands about services. */
@NullMarked
package dev.quipu.shell.service;

import org.jspecify.annotations.NullMarked;
