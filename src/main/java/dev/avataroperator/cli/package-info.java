/**
 * The roles as commands: options in, settings out, and what people read on the console. May use
 * every role, and writes to standard output as nothing else does.
 */
package dev.avataroperator.cli;
