/** What sessions and their requests did and the audio that arrived, kept within bounds. */
package dev.avataroperator.simulator.record;
