/**
 * The ingest protocol {@code avatar-operator.v1}: messages, credit, segments a client opens, and a
 * client of our own that pushes a file.
 */
package dev.avataroperator.worker.ingest;
