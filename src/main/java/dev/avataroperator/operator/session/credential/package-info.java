/** The step that keeps every credential minted, valid and in its Secret. */
package dev.avataroperator.operator.session.credential;
