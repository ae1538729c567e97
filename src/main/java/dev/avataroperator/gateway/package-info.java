/**
 * What the operator serves beside Kubernetes: tokens for visitors of a room, the broker, where
 * those who drive a session themselves get session tokens of the avatar service, and the webhooks
 * of RTC servers. Who calls, what a session has to give and whom to believe is asked through ports.
 */
package dev.avataroperator.gateway;
