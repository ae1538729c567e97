/** {@code /sim/…}: shows what was recorded, and arms faults. */
package dev.avataroperator.simulator.admin;
