/**
 * The console: one page, and what it asks for. Everything is read and changed with the signed-in
 * person's own token; the server has no rights at the API server.
 */
package dev.avataroperator.console;
