/**
 * What the operator serves beside Kubernetes: tokens for visitors of a room, and the broker, where
 * those who drive a session themselves get session tokens of the avatar service. Who calls and what
 * a session has to give is asked through ports; uses no other package but credentials and
 * addresses.
 */
package dev.avataroperator.gateway;
