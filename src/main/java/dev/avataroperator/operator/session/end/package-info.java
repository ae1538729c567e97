/** The step that ends what a session has. */
package dev.avataroperator.operator.session.end;
