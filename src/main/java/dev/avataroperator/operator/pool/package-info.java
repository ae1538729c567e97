/**
 * The controller of AvatarWorkerPool: which workers there are and how they fare. Uses the
 * operator's shared parts and its lines to the workers.
 */
package dev.avataroperator.operator.pool;
