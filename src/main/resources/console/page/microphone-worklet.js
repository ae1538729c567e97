/** Gathers what the microphone gives, 128 samples at a time, into pieces. */
class Pieces extends AudioWorkletProcessor {
  constructor(options) {
    super();
    this.piece = new Float32Array(options.processorOptions.size);
    this.filled = 0;
  }

  process([channels]) {
    for (const sample of channels[0] || []) {
      this.piece[this.filled++] = sample;
      if (this.filled === this.piece.length) {
        this.port.postMessage(this.piece.slice());
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor('pieces', Pieces);
