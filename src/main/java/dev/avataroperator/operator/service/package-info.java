/**
 * The controller of AvatarService: whether the console takes its key. Uses the operator's shared
 * parts and the console's client.
 */
package dev.avataroperator.operator.service;
