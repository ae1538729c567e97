/** Audio that the worker brings itself, paced in real time. */
package dev.avataroperator.worker.playlist;
