/** The sessions of a worker and the event loops that they live on. */
package dev.avataroperator.worker.session;
