/** One session's link to the avatar service: dial, redial and the ledger of single-use tokens. */
package dev.avataroperator.worker.service;
