/**
 * Secrets that don't print, session tokens and how they are minted, when they are renewed, what a
 * refusal means. Uses no other package of the program, neither Kubernetes nor a container.
 */
package dev.avataroperator.credential;
