/** The API key of a call, its bounded body and its answer, for every endpoint. */
package dev.avataroperator.simulator.http;
