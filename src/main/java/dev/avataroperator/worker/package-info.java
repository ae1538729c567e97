/**
 * The worker: its API, its sessions, the ingest protocol and playlists, paced in real time. Uses
 * the core, and neither Kubernetes nor a container, so that it runs anywhere.
 */
package dev.avataroperator.worker;
