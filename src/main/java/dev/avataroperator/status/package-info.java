/**
 * Conditions, their reasons, and how they keep their times. Uses Kubernetes' condition type and no
 * other package of the program.
 */
package dev.avataroperator.status;
