/**
 * What a host, a listening address and a close frame are, for every role. Uses no other package of
 * the program, and no network.
 */
package dev.avataroperator.net;
