/**
 * The worker API's messages and their JSON, shared by the operator and the workers. Uses
 * credentials only.
 */
package dev.avataroperator.control;
