/** Where the audio of a playlist comes from: a URL, a text in the assignment, or a tone. */
package dev.avataroperator.audio.source;
