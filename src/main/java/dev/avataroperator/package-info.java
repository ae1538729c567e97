/** The entry point of the one program that is every role. Uses the command line only. */
package dev.avataroperator;
