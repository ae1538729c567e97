/**
 * Where sound comes from: downloads, their guard, WAV and PCM, and the pace of real time. Uses
 * Vert.x and no other package of the program.
 */
package dev.avataroperator.audio;
