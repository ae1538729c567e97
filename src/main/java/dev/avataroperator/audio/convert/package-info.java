/**
 * Mixing down, resampling and encoding of what was read from a file, with the JDK's sound
 * converters, iirj's filters and Concentus' Opus; never on an event loop.
 */
package dev.avataroperator.audio.convert;
