package dev.avataroperator.api.v1alpha1;

/** How audio is encoded on its way to the avatar service. */
public enum AudioFormat {
  PCM_S16LE,
  OGG_OPUS
}
