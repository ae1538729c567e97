/**
 * Speech as the program handles it: its format, the pieces it comes in, how it is read, and the
 * pace of real time. Uses Vert.x and no other package of the program.
 */
package dev.avataroperator.audio;
