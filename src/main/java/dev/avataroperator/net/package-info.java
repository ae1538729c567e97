/**
 * What a host and a listening address are, for every role. Uses no other package of the program,
 * and no network.
 */
package dev.avataroperator.net;
