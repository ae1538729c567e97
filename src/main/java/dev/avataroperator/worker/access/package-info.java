/**
 * Who may say what to a worker: bearer tokens, terms and epochs, the lease, and how a refusal
 * looks.
 */
package dev.avataroperator.worker.access;
