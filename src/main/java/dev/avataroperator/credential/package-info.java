/**
 * Secrets that don't print, session tokens and how they are minted, when they are renewed, what a
 * refusal means.
 */
package dev.avataroperator.credential;
